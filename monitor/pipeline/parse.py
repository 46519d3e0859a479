"""Parse: the bytes of a feed become items."""

from __future__ import annotations

import io
from calendar import timegm
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from urllib.parse import urljoin

import feedparser
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.translation import gettext as _

from content.sanitising import clean_line
from monitor.errors import AddressError, ParseError
from monitor.net import check_address
from monitor.pipeline.items import MAX_ITEMS, FoundItem

_SUMMARY_LENGTH = 500


def parse_feed(body: bytes, url: str, content_type: str = "") -> tuple[FoundItem, ...]:
    """Give the items of an RSS, Atom or RDF feed, in the feed's order, without repeated links.

    Raises:
        ParseError: the bytes are not a feed.

    """
    headers = {"content-location": url}
    if content_type:
        headers["content-type"] = content_type
    # A stream, never bytes: feedparser would open bytes that look like a file name or address.
    feed = feedparser.parse(io.BytesIO(body), response_headers=headers)
    if not feed.version:
        raise ParseError(_("The address does not give a feed."))
    found = (_item(entry, url) for entry in feed.entries)
    return tuple({item.key: item for item in found if item}.values())[:MAX_ITEMS]


def _item(entry: Any, base_url: str) -> FoundItem | None:  # noqa: ANN401 - feedparser is untyped
    link = _link(entry, base_url)
    if not link:
        return None
    published_at = _moment(entry.get("published_parsed") or entry.get("updated_parsed"))
    return FoundItem(
        url=link,
        title=_plain(entry.get("title", ""))[:500] or link[:500],
        summary=_plain(entry.get("summary", ""))[:_SUMMARY_LENGTH],
        published_on=timezone.localdate(published_at) if published_at else None,
        published_at=published_at,
    )


def _link(entry: Any, base_url: str) -> str:  # noqa: ANN401
    """The item's link, or its guid where that is the only address; empty if there is none."""
    for candidate in (entry.get("link"), entry.get("id")):
        if candidate:
            try:
                return check_address(urljoin(base_url, candidate.strip()))
            except (AddressError, ValueError):
                continue
    return ""


def _moment(parsed: struct_time | None) -> datetime | None:
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _plain(html: str) -> str:
    """Text of a title or summary, which may be HTML; never opened as an address."""
    if "<" not in html and "&" not in html:
        return clean_line(html)
    return clean_line(BeautifulSoup(f"<div>{html}</div>", "lxml").get_text())
