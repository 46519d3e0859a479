"""relative-day: 昨日, 近日, 今天: the reader of a weekly does not know from which day on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level

_WORD = re.compile(
    r"昨日|昨天|前天|今日(?!头条)|今天|明天|明日|近日|(?<![\d\s])日前|上周|本周|[前昨]晚|今晨|今早"
)


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Say relative to which date they are meant."""
    found = list(dict.fromkeys(_WORD.findall(item.text)))
    if not found:
        return
    said = "、".join(found)
    words = {"title": item.title, "words": said, "date": item.published_on}
    if item.published_on:
        message = _("“%(words)s” in “%(title)s” is said from %(date)s.") % words
    else:
        message = _("“%(words)s” in “%(title)s” has no date to be counted from.") % words
    yield Finding("relative-day", Level.HINT, message, item.position, said)
