import django.utils.timezone
from django.db import migrations, models

import monitor.models.host
from monitor.net.addresses import host_of

_CHUNK = 1000


def name_hosts(apps, schema_editor):
    """Write the hosts of the rows of before."""
    for name in ("Source", "Entry"):
        rows = apps.get_model("monitor", name).objects
        nameless = rows.filter(host="").only("url").order_by("pk")
        last = 0
        while chunk := list(nameless.filter(pk__gt=last)[:_CHUNK]):
            for row in chunk:
                row.host = host_of(row.url)
            rows.bulk_update(chunk, ["host"])
            last = chunk[-1].pk


def follow_the_rhythm(apps, schema_editor):
    """An interval that nobody chose gives way to the outlet's rhythm."""
    sources = apps.get_model("monitor", "Source").objects
    sources.filter(interval_minutes=60).update(interval_minutes=None)


class Migration(migrations.Migration):
    dependencies = [("monitor", "0006_source_kinds")]

    operations = [
        migrations.CreateModel(
            name="Host",
            fields=[
                (
                    "due_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        default=django.utils.timezone.now,
                        editable=False,
                        null=True,
                    ),
                ),
                ("lease_token", models.UUIDField(blank=True, editable=False, null=True)),
                ("lease_until", models.DateTimeField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=260, primary_key=True, serialize=False)),
                ("robots", models.TextField(blank=True)),
                ("robots_until", models.DateTimeField(null=True)),
                ("is_closed", models.BooleanField(default=False)),
                ("crawl_delay", models.FloatField(default=0)),
            ],
            options={"abstract": False},
        ),
        migrations.AddField(
            model_name="entry",
            name="host",
            field=monitor.models.host.HostField(
                blank=True, default="", editable=False, max_length=260
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="host",
            field=monitor.models.host.HostField(
                blank=True, default="", editable=False, max_length=260
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="arrivals",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="source",
            name="rhythm_minutes",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="source",
            name="least_minutes",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="source",
            name="moved_to",
            field=models.CharField(blank=True, editable=False, max_length=2000),
        ),
        migrations.AddField(
            model_name="source",
            name="moved_polls",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="source",
            name="move_declined",
            field=models.CharField(blank=True, editable=False, max_length=2000),
        ),
        migrations.AlterField(
            model_name="source",
            name="interval_minutes",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Empty: as often as the outlet brings news, every 5 minutes to once a day.",
                null=True,
                verbose_name="interval in minutes",
            ),
        ),
        migrations.RunPython(name_hosts, migrations.RunPython.noop),
        migrations.RunPython(follow_the_rhythm, migrations.RunPython.noop),
    ]
