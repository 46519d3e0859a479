from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitorConfig(AppConfig):
    """News monitoring: from a source to an entry."""

    name = "monitor"
    verbose_name = _("News monitoring")

    def ready(self) -> None:
        """Have entries searched, and troubled sources shown on the first page."""
        from desk.panels import add_panels
        from monitor.dashboard import PANELS
        from monitor.searching import SEARCHED
        from search.registry import register

        register(SEARCHED)
        add_panels(PANELS)
