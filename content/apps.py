from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """Outside text and pictures, made safe to keep and print."""

    name = "content"
    verbose_name = _("Content")
