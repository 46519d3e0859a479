"""``manage.py add_source``: a new source from the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from monitor.models import Source


class Command(BaseCommand):
    """Add a source; it is polled at the next tick or by ``manage.py poll``."""

    help = "Add a news source: a feed, or a list page read with CSS selectors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url")
        parser.add_argument("--name", required=True, help="the outlet's name")
        parser.add_argument("--kind", choices=Source.Kind.values, help="default: feed")
        parser.add_argument("--item", default="", help="CSS selector of one row of a list page")
        parser.add_argument("--link", default="", help="within the row; default: its first link")
        parser.add_argument("--title", default="", help="within the row; default: the link's text")
        parser.add_argument("--date", default="", help="within the row; default: the first date")
        parser.add_argument(
            "--allow-private", action="store_true", help="may be on loopback or in our own network"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check and save.

        Raises:
            CommandError: a value is wrong, or the name is taken.
        """
        kind = options["kind"] or (Source.Kind.LISTING if options["item"] else Source.Kind.FEED)
        source = Source(
            name=options["name"],
            url=options["url"],
            kind=kind,
            item_selector=options["item"],
            link_selector=options["link"],
            title_selector=options["title"],
            date_selector=options["date"],
            allow_private=options["allow_private"],
        )
        try:
            source.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        source.save()
        self.stdout.write(_("Source “%(name)s” added.") % {"name": source.name})
