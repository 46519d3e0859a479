"""title: an article has another title in the contents list, above it, or within it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level

_BLANK = re.compile(r"\s+")


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Compare the titles; blanks and the width of marks make no difference."""
    if item.contents_title is not None and not same_title(item.contents_title, item.title):
        message = _("The contents list “%(other)s”, the heading says “%(title)s”.") % {
            "other": item.contents_title, "title": item.title,
        }  # fmt: skip
        yield Finding("title", Level.BLOCK, message, item.position, item.contents_title, "title")
    if item.inner_title is not None and not same_title(item.inner_title, item.title):
        message = _("Above the text stands “%(other)s”, the heading says “%(title)s”.") % {
            "other": item.inner_title, "title": item.title,
        }  # fmt: skip
        yield Finding("title", Level.BLOCK, message, item.position, item.inner_title, "title")


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for blanks and the width of their marks."""
    return comparable_title(one) == comparable_title(other)


def comparable_title(title: str) -> str:
    """Give a title without blanks, and its marks in one width."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", title)).translate(_QUOTES)


_QUOTES = str.maketrans("“”‘’「」『』", "\"\"''\"\"''")
