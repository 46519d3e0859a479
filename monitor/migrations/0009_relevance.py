"""Topics become expressions; decisions, and the ranking that learns from them."""

import re

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: What needs no quotes in an expression: letters, digits and Chinese characters.
_PLAIN = re.compile(r"[^\W_]+")
_OPERATORS = {"and", "or", "not", "且", "并且", "与", "或", "或者", "非", "不含"}


def _words(lines):
    words = dict.fromkeys(word for line in lines.splitlines() if (word := line.strip()))
    return [_written(word) for word in words]


def _written(word):
    if _PLAIN.fullmatch(word) and word.lower() not in _OPERATORS:
        return word
    return '"' + word.replace('"', '""') + '"'


def write_expressions(apps, schema_editor):
    """All of the first box, one of the second, none of the third."""
    for topic in apps.get_model("monitor", "Topic").objects.all():
        one_of = " 或 ".join(_words(topic.any_words))
        parts = _words(topic.must_words)
        if one_of:
            parts.append(f"({one_of})" if parts or topic.not_words.strip() else one_of)
        parts += [f"非 {word}" for word in _words(topic.not_words)]
        topic.expression = " 且 ".join(parts)
        topic.save()


class Migration(migrations.Migration):
    dependencies = [
        ("monitor", "0008_archive"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="expression",
            field=models.TextField(default="", verbose_name="expression"),
            preserve_default=False,
        ),
        migrations.RunPython(write_expressions, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="topic",
            name="any_words",
        ),
        migrations.RemoveField(
            model_name="topic",
            name="must_words",
        ),
        migrations.RemoveField(
            model_name="topic",
            name="not_words",
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("accept", "accepted"),
                            ("reject", "rejected"),
                            ("hold", "put off"),
                        ],
                        max_length=10,
                        verbose_name="editor's decision",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("off_field", "not our field"),
                            ("advertising", "advertising"),
                            ("duplicate", "duplicate"),
                            ("outdated", "out of date"),
                            ("other", "another reason"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("decided_at", models.DateTimeField(verbose_name="decided")),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("lesson", models.TextField(blank=True, editable=False)),
            ],
            options={
                "verbose_name": "editor's decision",
                "verbose_name_plural": "editors' decisions",
                "ordering": ("-decided_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="GramCount",
            fields=[
                ("gram", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("accepted", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Ranking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("accepted", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
                ("changes", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name="entry",
            name="score",
            field=models.FloatField(db_index=True, default=0.0, verbose_name="relevance"),
        ),
        migrations.AddField(
            model_name="entry",
            name="score_at",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["score_at", "found_at"], name="entry_score_age"),
        ),
        migrations.AddField(
            model_name="decision",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="decided by",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="ended_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="decisions",
                to="monitor.entry",
                verbose_name="entry",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("entry",),
                name="one_decision_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict", "reject"), ("reason", ""), _connector="XOR"),
                name="rejection_has_a_reason",
            ),
        ),
    ]
