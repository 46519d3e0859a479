"""window: an article dated outside the days that the cover names, by its date or by its link's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level
from content.named_dates import date_in_address


def check_item(item: ItemFacts, issue: IssueFacts) -> Iterator[Finding]:
    """Compare the printed date with the window; if it is inside, the one in the link."""
    day, found = item.published_on, date_in_address(item.url)
    if day and (message := _outside(day, item, issue)):
        yield Finding(
            "window",
            Level.BLOCK,
            message,
            item.position,
            item.date_text or str(day),
            "published_on",
        )
    elif found and _outside(found[0], item, issue):
        message = _("The link of “%(title)s” names %(date)s, a day outside the window.") % {
            "title": item.title, "date": found[0],
        }  # fmt: skip
        yield Finding("window", Level.BLOCK, message, item.position, item.url, "url")


def _outside(day: date, item: ItemFacts, issue: IssueFacts) -> str:
    words = {"title": item.title, "date": day}
    if issue.start and day < issue.start:
        return _("“%(title)s” is dated %(date)s, before the window of the issue.") % words
    if issue.window_end and day > issue.window_end:
        return _("“%(title)s” is dated %(date)s, after the window of the issue.") % words
    return ""
