"""future: an article dated after the issue."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level


def check_item(item: ItemFacts, issue: IssueFacts) -> Iterator[Finding]:
    """Compare the printed date with the issue's."""
    day, printed = item.published_on, issue.issue_date
    if day and printed and day > printed:
        message = _("“%(title)s” is dated %(date)s, after the issue.") % {
            "title": item.title, "date": day,
        }  # fmt: skip
        yield Finding(
            "future",
            Level.BLOCK,
            message,
            item.position,
            item.date_text or str(day),
            "published_on",
        )
