from django.db import migrations, models


def close_running(apps, schema_editor):
    """Attempts without an end are no longer written."""
    apps.get_model("monitor", "Poll").objects.filter(status="running").update(status="abandoned")


class Migration(migrations.Migration):
    dependencies = [("monitor", "0009_relevance")]

    operations = [
        migrations.AlterField(
            model_name="poll",
            name="status",
            field=models.CharField(
                choices=[
                    ("ok", "ok"),
                    ("not_modified", "not modified"),
                    ("failed", "failed"),
                    ("abandoned", "broken off"),
                ],
                max_length=20,
                verbose_name="status",
            ),
        ),
        migrations.RunPython(close_running, migrations.RunPython.noop),
    ]
