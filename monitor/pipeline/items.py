"""FoundItem: what a feed or a list page says of one news item."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from json.encoder import encode_basestring

from django.utils.functional import cached_property

from monitor.pipeline.links import canonical

#: Of a feed with more items only this many, the first, are taken.
MAX_ITEMS = 200


@dataclass(frozen=True)
class FoundItem:
    """One item; ``published_at`` only where a time was given, both dates None where none was."""

    url: str
    title: str
    summary: str = ""
    published_on: date | None = None
    published_at: datetime | None = None

    @cached_property
    def key(self) -> str:
        """The key of its link: what makes the item one and the same."""
        return link_key(self.url)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what was said, to see a change. Dates drift in feeds and do not count."""
        said = f"[{encode_basestring(self.title)}, {encode_basestring(self.summary)}]"
        return _hash(said)


def link_key(url: str) -> str:
    """Give the hash of a link's site and then its own, equal for every spelling of the link.

    The links of a site lie together in the database's index: a poll touches it in one place.
    """
    page = canonical(url)
    return _site("/".join(page.split("/", 3)[:3])) + _hash(page)[:48]


@lru_cache(maxsize=1000)  # the links of a feed nearly all are of one
def _site(address: str) -> str:
    return _hash(address)[:16]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
