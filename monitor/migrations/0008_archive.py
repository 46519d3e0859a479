"""Snapshots move from their rows to files; links are watched."""

import gzip

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from monitor.net import Response
from monitor.warc.captures import keep_page


def write_files(apps, schema_editor):
    """Write each page to its file; what a broken-off migration has written is swept later."""
    for snapshot in apps.get_model("monitor", "Snapshot").objects.iterator(chunk_size=100):
        body = gzip.decompress(snapshot.gzipped)
        answer = Response(snapshot.url, 200, snapshot.headers, body)
        snapshot.file = keep_page([answer], snapshot.fetched_at)
        snapshot.save(update_fields=["file"])


class Migration(migrations.Migration):
    dependencies = [
        ("monitor", "0007_manners"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="is_kept",
            field=models.BooleanField(default=False, editable=False, verbose_name="kept for ever"),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="file",
            field=models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="snapshot",
            name="fetched_at",
            field=models.DateTimeField(db_index=True, verbose_name="fetched"),
        ),
        migrations.CreateModel(
            name="SnapshotPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.CharField(max_length=2000, verbose_name="address")),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="SHA-256")),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="monitor.snapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture of a snapshot",
                "verbose_name_plural": "pictures of snapshots",
            },
        ),
        migrations.CreateModel(
            name="WatchedLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                ("key", models.CharField(editable=False, max_length=64, unique=True)),
                ("url", models.CharField(max_length=2000, verbose_name="address")),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                (
                    "every_days",
                    models.PositiveSmallIntegerField(verbose_name="checked every … days"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unchecked", "not checked yet"),
                            ("ok", "leads there"),
                            ("moved", "moved"),
                            ("changed", "shows something else"),
                            ("dead", "dead"),
                            ("unreachable", "not reachable"),
                        ],
                        db_index=True,
                        default="unchecked",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("since", models.DateTimeField(null=True, verbose_name="since")),
                ("checked_at", models.DateTimeField(null=True, verbose_name="checked")),
                (
                    "failures",
                    models.PositiveSmallIntegerField(default=0, verbose_name="failures in a row"),
                ),
                (
                    "moved_to",
                    models.CharField(blank=True, max_length=2000, verbose_name="moved to"),
                ),
                ("error", models.TextField(blank=True, verbose_name="error")),
                ("etag", models.CharField(blank=True, editable=False, max_length=1000)),
                ("last_modified", models.CharField(blank=True, editable=False, max_length=100)),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="links",
                        to="monitor.entry",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "watched link",
                "verbose_name_plural": "watched links",
                "ordering": ("-since", "-pk"),
            },
        ),
        # Backwards only without rows: gzipped may not be empty. The answers of before were all 200; other headers than the kept ones are not known.
        migrations.RunPython(write_files, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="snapshot",
            name="gzipped",
        ),
        migrations.RemoveField(
            model_name="snapshot",
            name="headers",
        ),
    ]
