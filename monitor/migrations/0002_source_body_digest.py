from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitor", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="source",
            name="body_digest",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="source",
            name="told",
            field=models.JSONField(default=list, editable=False),
        ),
    ]
