"""Everyone at the desk may read the weekly reports on the sources."""

from django.db import migrations


def grant(apps, schema_editor):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="monitor", model="healthreport"
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="view_healthreport",
        defaults={"name": "Can view health report"},
    )
    for name in ("editor", "reviewer", "publisher"):
        group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("bulletins", "0006_back_issues_and_waivers"), ("monitor", "0011_health")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
