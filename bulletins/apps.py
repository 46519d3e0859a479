from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class BulletinsConfig(AppConfig):
    """Newsroom and publishing: from an entry to the finished PDF."""

    name = "bulletins"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        """Guard the database after every migration; have articles searched and pages listed."""
        from bulletins.desk.dashboard import PANELS
        from bulletins.desk.places import PLACES
        from bulletins.models.guards import install_guards, lift_guards
        from bulletins.searching import SEARCHED
        from desk.panels import add_panels
        from desk.places import add_places
        from search.registry import register

        register(SEARCHED)
        add_places(PLACES)
        add_panels(PANELS)
        pre_migrate.connect(lift_guards, sender=self)
        post_migrate.connect(install_guards, sender=self)
