from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Full-text search over entries and articles."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Keep indexes and triggers in place after every migration."""
        from search.schema import install, teach

        connection_created.connect(teach)
        post_migrate.connect(install, sender=self)
