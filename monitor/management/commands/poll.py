"""``manage.py poll``: poll sources now, in this process."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from content.tables import table
from monitor.capture import capture_entry
from monitor.models import Entry, Poll, Source
from monitor.polling import poll_source


class Command(BaseCommand):
    """Poll the named sources, those that are due, or all that are enabled."""

    help = "Poll sources now and read the pages of what is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="default: all enabled ones")
        parser.add_argument("--due", action="store_true", help="only those whose time has come")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        """Poll and report; exit code 1 if a source failed.

        Raises:
            CommandError: an unknown name, or a source that could not be polled.
        """
        reports = []
        for source in self._chosen(options["names"], due=options["due"]):
            self.stderr.write(_("Polling “%(name)s” …") % {"name": source.name})
            poll = poll_source(source.pk, due_only=options["due"])
            self._capture(source)
            reports.append(_report(source, poll))
        if options["json"]:
            found = {"sources": reports, "entries_new": sum(report["new"] for report in reports)}
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self.stdout.write(_table(reports))
        if failed := [report["name"] for report in reports if report["error"]]:
            raise CommandError(_("Could not be polled: %(names)s.") % {"names": "、".join(failed)})

    def _chosen(self, names: list[str], *, due: bool) -> Iterable[Source]:
        sources = Source.objects.filter(is_enabled=True).order_by("name")
        if names:
            sources = Source.objects.filter(name__in=names).order_by("name")
            if unknown := set(names) - {source.name for source in sources}:
                raise CommandError(_("No such source: %(names)s.") % {"names": "、".join(unknown)})
        return sources.filter(is_enabled=True).due(timezone.now()) if due else sources

    def _capture(self, source: Source) -> None:
        """Read the pages that are due, also those that an earlier poll had left."""
        due = list(source.entries.due(timezone.now()))
        for count, entry in enumerate(due, start=1):
            self.stderr.write(f"  {count}/{len(due)} {entry.title}")
            if capture_entry(entry.pk) is False:
                reason = Entry.objects.get(pk=entry.pk).error
                self.stderr.write(_("    not read: %(reason)s") % {"reason": reason})


def _report(source: Source, poll: Poll | None) -> dict[str, Any]:
    if poll is None:
        busy = _("Another worker is polling this source just now.")
        poll = Poll(source=source, status="busy", error=busy, seconds=0.0)
    return {
        "name": source.name,
        "status": poll.status,
        "new": poll.new,
        "changed": poll.changed,
        "seen": poll.seen,
        "error": poll.error or None,
        "seconds": poll.seconds,
    }


def _table(reports: list[dict[str, Any]]) -> str:
    if not reports:
        return _("No source to poll. Add one with manage.py add_source.")
    columns = {
        "name": _("source"),
        "status": _("status"),
        "new": _("new"),
        "changed": _("changed"),
        "seen": _("seen"),
        "seconds": _("seconds"),
        "error": _("error"),
    }
    labels = {**dict(Poll.Status.choices), "busy": _("busy")}
    shown = [report | {"status": labels[report["status"]]} for report in reports]
    rows = [[report[name] for name in columns] for report in shown]
    return table(list(columns.values()), rows)
