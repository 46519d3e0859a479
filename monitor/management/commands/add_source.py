"""``manage.py add_source``: a new source from the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from monitor.models import Source

#: What is written by the kind of the source: option, field, help.
_NOTATIONS = (
    (
        "--item",
        "item_selector",
        "CSS selector of one row of a list page; path of a JSON list's rows",
    ),
    ("--link", "link_selector", "within the row; default: its first link, or “url”"),
    ("--title", "title_selector", "within the row; default: the link's text, or “title”"),
    ("--date", "date_selector", "within the row; default: the first date of a list page's row"),
    ("--summary", "summary_selector", "within the row; default: none"),
    ("--next-page", "next_page", "address with {page}, or selector of the link to the next page"),
)
#: What is written one a line.
_LINES = (
    ("--links", "allowed_links", "host or path of links that count; may be given several times"),
    ("--keyword", "keywords", "asked for in place of {query}; may be given several times"),
)


class Command(BaseCommand):
    """Add a source; it is polled at the next tick or by ``manage.py poll``."""

    help = "Add a news source: a feed, list page, JSON list, sitemap or keyword search."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url")
        parser.add_argument("--name", required=True, help="the outlet's name")
        parser.add_argument(
            "--kind", choices=Source.Kind.values, help="default: feed, or listing with --item"
        )
        for option, field, text in _NOTATIONS:
            parser.add_argument(option, dest=field, default="", help=text)
        for option, field, text in _LINES:
            parser.add_argument(option, dest=field, action="append", default=[], help=text)
        parser.add_argument(
            "--allow-private", action="store_true", help="may be on loopback or in our own network"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check and save.

        Raises:
            CommandError: a value is wrong, or the name is taken.
        """
        is_listing = bool(options["item_selector"])
        source = Source(
            name=options["name"],
            url=options["url"],
            kind=options["kind"] or (Source.Kind.LISTING if is_listing else Source.Kind.FEED),
            allow_private=options["allow_private"],
            **{field: options[field] for _option, field, _text in _NOTATIONS},
            **{field: "\n".join(options[field]) for _option, field, _text in _LINES},
        )
        try:
            source.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        source.save()
        self.stdout.write(_("Source “%(name)s” added.") % {"name": source.name})
