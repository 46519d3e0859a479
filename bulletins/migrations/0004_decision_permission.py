"""Editors may accept and reject entries; everyone may see that they did."""

from django.db import migrations


def grant(apps, schema_editor):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="monitor", model="decision"
    )
    for action, groups in (("view", ["editor", "reviewer", "publisher"]), ("add", ["editor"])):
        permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_decision",
            defaults={"name": f"Can {action} decision"},
        )
        for name in groups:
            group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=name)
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("bulletins", "0003_story_permission"), ("monitor", "0009_relevance")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
