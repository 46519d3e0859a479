"""Evidence of the articles there are is kept; everyone may see what became of printed links."""

from django.db import migrations


def keep_evidence(apps, schema_editor):
    taken = apps.get_model("bulletins", "Article").objects.filter(entry__isnull=False)
    entries = apps.get_model("monitor", "Entry").objects
    entries.filter(pk__in=taken.values("entry")).update(is_kept=True)


def grant(apps, schema_editor):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="monitor", model="watchedlink"
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="view_watchedlink",
        defaults={"name": "Can view watched link"},
    )
    for name in ("editor", "reviewer", "publisher"):
        group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("bulletins", "0004_decision_permission"), ("monitor", "0008_archive")]
    operations = [
        migrations.RunPython(keep_evidence, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
