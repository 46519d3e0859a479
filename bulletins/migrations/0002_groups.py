"""The groups editor, reviewer and publisher, with their permissions."""

from django.db import migrations

from bulletins.roles import ROLES


def create_groups(apps, schema_editor):
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for app_label in ("monitor", "bulletins")
        for permission in _permissions(apps, app_label)
    }
    for name, codes in ROLES.items():
        group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        # Those of models that came later are given by the migrations that brought them.
        group.permissions.add(*(permissions[code] for code in codes if code in permissions))


def _permissions(apps, app_label):
    """Create what Django itself would create only after the last migration."""
    content_types = apps.get_model("contenttypes", "ContentType").objects
    for model in apps.get_app_config(app_label).get_models():
        options = model._meta
        content_type, _created = content_types.get_or_create(
            app_label=app_label, model=options.model_name
        )
        named = [(f"{action}_{options.model_name}", f"Can {action} {options.verbose_name_raw}")
                 for action in options.default_permissions]  # fmt: skip
        for codename, name in [*named, *options.permissions]:
            permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": str(name)}
            )
            yield permission


class Migration(migrations.Migration):
    dependencies = [
        ("bulletins", "0001_initial"),
        ("monitor", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
