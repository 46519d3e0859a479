"""Editors may split and join stories."""

from django.db import migrations


def grant(apps, schema_editor):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="monitor", model="story"
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="change_story", defaults={"name": "Can change story"}
    )
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name="editor")
    group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("bulletins", "0002_groups"), ("monitor", "0003_story")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
