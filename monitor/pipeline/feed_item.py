"""ToldItem: what a feed says of one item, in its own words, whichever way it was read."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple


class ToldItem(NamedTuple):
    """The words of one item, HTML among them; empty where the feed says nothing.

    ``links`` are the addresses it may have, the likeliest first. ``dates`` are its publication and
    its last change, each as written and, where the reader knows the format, as a moment.
    """

    links: tuple[str, ...]
    title: str = ""
    summary: str = ""
    dates: tuple[tuple[str, datetime | None], ...] = ()

    def digest(self, base_url: str) -> str:
        """Give a short hash of what was said; of no use against forgers, who fool but themselves.

        Dates drift in feeds and do not count.
        """
        said = "\0".join((base_url, *self.links, self.title, self.summary))
        return blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()


class UnusualFeedError(Exception):
    """The quick reader meets what it does not know; the judge must read the feed."""
