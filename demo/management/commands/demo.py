"""``manage.py demo``: the main job on sample news, then the site."""

from __future__ import annotations

import json
import shutil
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.models import Rendition
from bulletins.workflow.errors import WorkflowError
from config.celery import app
from config.embedded import EmbeddedWorker
from config.management.commands.serve import serve
from demo import week
from demo.newsroom import Newsroom, sources
from demo.people import PASSWORD, employ


class Command(BaseCommand):
    """Walk through one week and leave the site running."""

    help = "Poll sample outlets, approve and publish the first issue, then serve the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="end after the PDF")
        parser.add_argument("--fresh", action="store_true", help="forget what earlier demos made")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the issue unless an earlier start made it; then serve.

        Raises:
            CommandError: a step failed.
        """
        folder = _own_folder()
        if options["fresh"]:
            _forget(folder)
        call_command("migrate", verbosity=0)
        with _newsroom(folder) as newsroom:
            try:
                rendition = self._earlier() or self._make(newsroom)
            except (week.DemoError, WorkflowError) as error:
                raise CommandError(_("The demo failed: %s") % error) from error
            self._report(rendition)
            if not options["no_serve"]:
                serve(self.stdout.write, "127.0.0.1", options["port"])

    def _earlier(self) -> Rendition | None:
        issue = week.first_issue()
        return issue.renditions.get() if issue else None

    def _make(self, newsroom: Newsroom) -> Rendition:
        say = self.stdout.write
        people = employ()
        bulletin = week.found_bulletin()
        with EmbeddedWorker(app, scheduler=False):
            say(_("1/5 Polling the sample outlets at %s …") % newsroom.url)
            week.register(sources(newsroom.url))
            week.monitor(say)
            entries = week.choose()
            say(_("2/5 The editor makes articles of %d entries on the topic …") % len(entries))
            articles = week.edit(entries, people["editor"])
            say(_("3/5 The reviewer approves them …"))
            week.review(articles, people["reviewer"])
            say(_("4/5 The issue is compiled and published …"))
            say(_("5/5 The PDF is rendered …"))
            return week.bring_out(bulletin, articles, people["editor"], people["publisher"])

    def _report(self, rendition: Rendition) -> None:
        say = self.stdout.write
        say(_("%(issue)s: %(pages)d pages") % {"issue": rendition.issue, "pages": rendition.pages})
        say(f"PDF: {rendition.file.path}")
        say(_("Log-ins (password %s):") % PASSWORD)
        say("  editor, reviewer, publisher, administrator")


def _own_folder() -> Path:
    """The demo's folder; the demo must not touch real data.

    Raises:
        CommandError: the installation is not the demo's own.
    """
    folder = Path(settings.DATA_DIR)
    database = Path(settings.DATABASES["default"]["NAME"])
    if folder.name != "demo" or database.parent != folder:
        raise CommandError(
            _("The demo keeps to a data folder named “demo” with SQLite in it: use ./run demo.")
        )
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _forget(folder: Path) -> None:
    connection.close()
    for path in folder.glob("zhoubao.sqlite3*"):
        path.unlink()
    (folder / "newsroom.json").unlink(missing_ok=True)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@contextmanager
def _newsroom(folder: Path) -> Iterator[Newsroom]:
    """Open the newsroom; later starts offer the same pages of the same day at the same address.

    Raises:
        CommandError: the port of the first start is taken.
    """
    note = folder / "newsroom.json"
    kept = json.loads(note.read_text()) if note.exists() else {}
    day = date.fromisoformat(kept.get("day") or timezone.localdate().isoformat())
    try:
        with Newsroom(day, kept.get("port", 0)) as newsroom:
            port = urlsplit(newsroom.url).port
            note.write_text(json.dumps({"day": day.isoformat(), "port": port}))
            yield newsroom
    except OSError as error:
        raise CommandError(
            _("Port %(port)s of the sample outlets is taken. Free it, or start with --fresh.")
            % {"port": kept.get("port")}
        ) from error
