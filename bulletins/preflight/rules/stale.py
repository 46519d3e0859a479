"""stale: what the article tells of lies well before the window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level

#: An event may be so old before the window begins.
_OLDEST = timedelta(days=30)
_DAY = re.compile(r"(?<!\d)(?:(20\d\d)\s*年\s*)?(1[0-2]|[1-9])\s*月\s*(3[01]|[12]\d|[1-9])\s*日")


def check_item(item: ItemFacts, issue: IssueFacts) -> Iterator[Finding]:
    """Take the latest day that the text names; a text without any says nothing."""
    if not issue.start or not item.published_on:
        return
    days = list(_days(item.text, item.published_on))
    if days and max(days) < issue.start - _OLDEST:
        message = _("The latest day that “%(title)s” tells of is %(date)s.") % {
            "title": item.title, "date": max(days),
        }  # fmt: skip
        yield Finding("stale", Level.HINT, message, item.position, str(max(days)))


def _days(text: str, published: date) -> Iterator[date]:
    for year, month, day in _DAY.findall(text):
        try:
            named = date(int(year or published.year), int(month), int(day))
        except ValueError:
            continue
        if year or named <= published:
            yield named
