"""``manage.py annual_volume``: the issues of a year, or of any days, as one PDF."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bulletins.management.series import series_named
from bulletins.rendering.pdf import RenderingError
from bulletins.workflow.errors import WorkflowError
from bulletins.workflow.volumes import store_volume, volume_of


class Command(BaseCommand):
    """Join the published PDFs, with joint contents and indexes before them."""

    help = "Join the published PDFs of a year, or of any days, with contents and indexes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int, nargs="?", help="2026")
        parser.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DAY")
        parser.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DAY")
        parser.add_argument("--bulletin", help="short name of the series, if there are several")
        parser.add_argument(
            "--output", type=Path, help="write here; without it readers get the year's volume"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Join, and say what was written."""
        series = series_named(options["bulletin"])
        year, output = options["year"], options["output"]
        first = options["first"] or (year and date(year, 1, 1))
        last = options["last"] or (year and date(year, 12, 31))
        if not (first and last):
            raise CommandError(_("Name a year, or days with --from and --to."))
        if output is None and (year is None or options["first"] or options["last"]):
            raise CommandError(_("Say with --output where the file is to be written."))
        try:
            if output is None:
                written = store_volume(series, year)
            else:
                output.write_bytes(volume_of(series, first, last))
                written = str(output)
        except (WorkflowError, RenderingError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            words = {"path": output, "cause": error.strerror or error}
            raise CommandError(_("“%(path)s” cannot be written: %(cause)s") % words) from error
        self.stdout.write(_("Volume written: %(path)s") % {"path": written})
