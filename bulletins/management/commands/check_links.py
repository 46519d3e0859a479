"""``manage.py check_links``: look printed links up now."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from bulletins.management.published_issue import published_issue
from bulletins.workflow.intake import check_links


class Command(BaseCommand):
    """Check the links that are due, or those of one issue."""

    help = "Look up the links of printed and of approved articles that are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--issue", metavar="NUMBER", help="568 or 第五六八期: all its links, due or not"
        )
        parser.add_argument("--bulletin", help="short name of the series, if there are several")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, a line a link."""
        articles = None
        if options["issue"]:
            articles = published_issue(options["issue"], options["bulletin"]).articles.all()
        count = 0
        for link in check_links(articles):
            parts = (link.get_state_display(), link.url, link.error or link.moved_to)
            self.stdout.write("  ".join(filter(None, parts)))
            count += 1
        message = ngettext("%(count)d link checked.", "%(count)d links checked.", count)
        self.stdout.write(message % {"count": count})
