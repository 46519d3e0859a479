"""``manage.py regroup``: bring reprints together, of entries that were there before."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from monitor.grouping import forget, group, one_at_a_time, ungrouped

#: Entries in one transaction: others may write in between.
BATCH = 100


class Command(BaseCommand):
    """Group what has no story yet."""

    help = "Put entries without a story into the story of their text."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--afresh", action="store_true", help="group all anew but what editors have placed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Group in the order of appearance."""
        if options["afresh"]:
            forget()
        ids = list(ungrouped().values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            with one_at_a_time():
                for entry in ungrouped().filter(pk__in=ids[start : start + BATCH]):
                    group(entry)
        message = ngettext("%(count)d entry grouped.", "%(count)d entries grouped.", len(ids))
        self.stdout.write(message % {"count": len(ids)})
