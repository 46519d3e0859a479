"""The look of a series becomes data of its own; layout and QR codes go into it."""

from __future__ import annotations

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def keep_choices(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write layout and QR codes into the look."""
    for bulletin in apps.get_model("bulletins", "Bulletin").objects.all():
        bulletin.look = {"layout": bulletin.layout, "qr_codes": bulletin.qr_codes}
        bulletin.save(update_fields=["look"])


def bring_back(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write them into their columns again."""
    for bulletin in apps.get_model("bulletins", "Bulletin").objects.all():
        bulletin.layout = bulletin.look.get("layout", "official")
        bulletin.qr_codes = bulletin.look.get("qr_codes", False)
        bulletin.save(update_fields=["layout", "qr_codes"])


class Migration(migrations.Migration):
    dependencies = [("bulletins", "0015_placing_in_the_log")]

    operations = [
        migrations.AddField(
            model_name="bulletin",
            name="look",
            field=models.JSONField(default=dict, editable=False, verbose_name="look"),
        ),
        migrations.RunPython(keep_choices, bring_back),
        migrations.RemoveField(model_name="bulletin", name="layout"),
        migrations.RemoveField(model_name="bulletin", name="qr_codes"),
    ]
