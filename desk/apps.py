from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The editors' pages inside the Django admin."""

    name = "desk"
    verbose_name = _("Desk")
