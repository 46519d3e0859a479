"""``manage.py reindex``: read all entries and articles for searching anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from search.indexing import rebuild
from search.registry import all_searched


class Command(BaseCommand):
    """Build the search index anew."""

    help = "Build the search index of entries and articles anew. Nobody needs to, but may."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how much."""
        for searched in all_searched():
            count = rebuild(searched)
            name = searched.model._meta.verbose_name_plural
            self.stdout.write(_("%(name)s: %(count)d read") % {"name": name, "count": count})
