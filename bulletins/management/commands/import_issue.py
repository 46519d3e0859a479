"""``manage.py import_issue``: old bulletins, from their files, become published issues."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bulletins.management.series import first_series, known_series, series_named
from bulletins.models import Bulletin
from bulletins.numerals import issue_number_text
from bulletins.preflight import Finding
from bulletins.workflow.back_issues import (
    NotABulletinFileError,
    Reading,
    import_back_issue,
    read_back_issue,
    receive_back_issue,
    take_page,
)
from bulletins.workflow.errors import WorkflowError


class Command(BaseCommand):
    """Read files, tell what is wrong with them, store what is a bulletin."""

    help = "Import back issues from .docx, .pdf, .txt or .md files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--bulletin", help="short name of the series, if there are several")
        parser.add_argument("--as", dest="person", help="log-in name of who imports")
        parser.add_argument("--dry-run", action="store_true", help="read and check, store nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object a line and file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the files one by one; those that are no bulletins fail at the end."""
        refused = [path for path in options["files"] if not self._take(path, options)]
        if refused:
            raise CommandError(
                _("Not imported: %(files)s") % {"files": ", ".join(map(str, refused))}
            )

    def _take(self, path: Path, options: dict[str, Any]) -> bool:
        try:
            data = path.read_bytes()
        except OSError as error:
            self.stderr.write(f"{path}: {error.strerror}")
            return False
        try:
            reading = read_back_issue(data, known_series(options["bulletin"]))
            if not options["dry_run"]:
                person = _person(options)
                series = self._series(options["bulletin"], reading)
                back_issue = receive_back_issue(series, path.name, data, person)
                import_back_issue(back_issue, person)
        except NotABulletinFileError as error:
            self._tell_refused(path, error, options)
            return False
        except WorkflowError as error:
            self.stderr.write(f"{path}: {error}")
            return False
        self._tell(path, reading, options)
        return True

    def _series(self, slug: str | None, reading: Reading) -> Bulletin:
        made = None if slug else first_series(reading.bulletin.head)
        if made:
            self.stderr.write(_("There was no bulletin yet: “%(name)s” was made.") % {"name": made})
        return made or series_named(slug)

    def _tell(self, path: Path, reading: Reading, options: dict[str, Any]) -> None:
        if options["json"]:
            self._write({"file": path.name, **reading.to_json()})
            return
        head = reading.bulletin.head
        number = issue_number_text(head.number) if head.number else "?"
        count = len(reading.bulletin.items)
        self.stdout.write(
            _("%(file)s: %(number)s, items: %(count)d")
            % {"file": path.name, "number": number, "count": count}
        )
        self._tell_findings(list(reading.findings))

    def _tell_refused(
        self, path: Path, error: NotABulletinFileError, options: dict[str, Any]
    ) -> None:
        """Say why; what it holds becomes an entry, unless nothing is to be stored."""
        if error.lines and not options["dry_run"]:
            take_page(error)
        if options["json"]:
            self._write(
                {
                    "file": path.name,
                    "refused": str(error),
                    "entry": {"title": error.title, "body_text": error.text},
                    "findings": [finding.to_json() for finding in error.findings],
                }
            )
            return
        self.stdout.write(f"{path.name}: {error}")
        if error.lines:
            self.stdout.write(_("Taken as an entry: “%(title)s”.") % {"title": error.title})
        self._tell_findings(error.findings)

    def _tell_findings(self, findings: list[Finding]) -> None:
        for finding in findings:
            place = f"{finding.item}. " if finding.item else ""
            self.stdout.write(f"  [{finding.level.label}] {place}{finding.message}")

    def _write(self, plain: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(plain, ensure_ascii=False))


def _person(options: dict[str, Any]) -> User:
    people = User.objects.filter(is_active=True)
    if options["person"]:
        people = people.filter(username=options["person"])
    else:
        people = people.filter(is_superuser=True)
    person = people.order_by("pk").first()
    if person is None:
        raise CommandError(_("Say who imports with --as and a log-in name."))
    return person
