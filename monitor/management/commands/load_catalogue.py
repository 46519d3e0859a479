"""``manage.py load_catalogue``: add the starter catalogue's sources."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from monitor.exchange.catalogue import catalogue
from monitor.exchange.importing import add, plan
from monitor.exchange.reporting import report
from monitor.models import Source


class Command(BaseCommand):
    """Add what is missing. Sources that are there, changed or not, stay as they are."""

    help = "Add the outlets of the starter catalogue that are not monitored yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="default: all of them")
        parser.add_argument("--dry-run", action="store_true", help="say only what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add and report.

        Raises:
            CommandError: a name is not in the catalogue.
        """
        records = {record["name"]: record for record in catalogue()}
        names = options["names"] or list(records)
        if unknown := [name for name in names if name not in records]:
            raise CommandError(
                _("Not in the catalogue: %(names)s.") % {"names": "、".join(unknown)}
            )
        chosen = [records[name] for name in names]
        planned = plan(chosen, Source.objects.all(), may_be_private=True)
        added = [] if options["dry_run"] else add(planned)
        self.stdout.write(report(planned, added))
