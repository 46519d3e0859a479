"""``manage.py sources``: sources out of this program and into it, as JSON or OPML."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from monitor.errors import ParseError
from monitor.exchange.importing import add, plan, read_file
from monitor.exchange.json_file import write_json
from monitor.exchange.opml import write_opml
from monitor.exchange.reporting import report
from monitor.models import Source


class Command(BaseCommand):
    """Export and import. What is exported as JSON comes back without loss."""

    help = "Export sources as JSON or OPML, or import such a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        export = actions.add_parser("export", help="write sources to standard output")
        export.add_argument("names", nargs="*", metavar="NAME", help="default: all of them")
        export.add_argument("--format", choices=("json", "opml"), default="json")
        importing = actions.add_parser("import", help="add the sources of a file")
        importing.add_argument("file", type=Path, metavar="FILE")
        importing.add_argument("--dry-run", action="store_true", help="say only what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the one or the other.

        Raises:
            CommandError: an unknown name, or a file that cannot be read.
        """
        if options["action"] == "export":
            self.stdout.write(_export(options["names"], options["format"]), ending="")
        else:
            self.stdout.write(_import(options["file"], dry_run=options["dry_run"]))


def _export(names: list[str], written_as: str) -> str:
    sources = Source.objects.filter(name__in=names) if names else Source.objects.all()
    if unknown := set(names) - {source.name for source in sources}:
        raise CommandError(_("No such source: %(names)s.") % {"names": "、".join(unknown)})
    return write_json(sources) if written_as == "json" else write_opml(sources, timezone.now())


def _import(file: Path, *, dry_run: bool) -> str:
    try:
        records = read_file(file.read_bytes())
    except ParseError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(_("The file cannot be read: %s") % error.strerror) from error
    planned = plan(records, Source.objects.all(), may_be_private=True)
    return report(planned, [] if dry_run else add(planned))
