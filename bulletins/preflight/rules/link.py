"""link: an address that does not parse, holds white space or is broken over lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level

#: What no address holds: white space, Chinese characters and marks, brackets (RFC 3986).
_FOREIGN = re.compile(r"[\s一-鿿　-〿＀-￯“”‘’<>\"{}|\\^`]")


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Look at the address, and at how it was printed."""
    if not item.url:
        return
    words = {"title": item.title}
    if len(item.url_lines) > 1:
        message = _("The link of “%(title)s” is broken over lines.") % words
        yield Finding("link", Level.BLOCK, message, item.position, "\n".join(item.url_lines), "url")
    elif not is_address(item.url):
        message = _("The link of “%(title)s” is not a web address.") % words
        yield Finding("link", Level.BLOCK, message, item.position, item.url, "url")


def is_address(url: str) -> bool:
    """Whether a text is one whole web address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    named = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    return named and not _FOREIGN.search(url)
