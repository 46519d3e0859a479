"""Parse: the bytes of a feed become items."""

from __future__ import annotations

import io
import re
import sys
from calendar import timegm
from datetime import UTC, date, datetime
from time import struct_time
from typing import Any
from urllib.parse import urljoin

import feedparser
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.translation import gettext as _

from content.sanitising import clean_line, clean_text
from monitor.errors import AddressError, ParseError
from monitor.net import check_address
from monitor.pipeline.decode import decode
from monitor.pipeline.extract.moments import moments
from monitor.pipeline.items import MAX_ITEMS, FoundItem

_SUMMARY_LENGTH = 500
#: The standard library's parser takes seconds for an element of thousands.
_TOO_MANY_ATTRIBUTES = re.compile(r"<(?:[^<>=]*=){1000}")
#: Declarations of entities: never expanded, so that no small feed becomes a large one.
_ENTITY = re.compile(r"<!ENTITY\b[^>]*>", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));", re.IGNORECASE)


def parse_feed(body: bytes, url: str, content_type: str = "") -> tuple[FoundItem, ...]:
    """Give the items of an RSS, Atom or RDF feed, in the feed's order, without repeated links.

    Raises:
        ParseError: the bytes are not a feed.

    """
    feed = _read(body, url, content_type)
    if not feed.get("version"):
        raise ParseError(_("The address does not give a feed."))
    found = (_item(entry, url) for entry in feed.entries)
    return tuple({item.key: item for item in found if item}.values())[:MAX_ITEMS]


def _read(body: bytes, url: str, content_type: str) -> Any:  # noqa: ANN401 - feedparser is untyped
    text, _charset = decode(body, content_type)
    if _TOO_MANY_ATTRIBUTES.search(text):
        raise ParseError(_("The feed is broken and cannot be read."))
    legible = _REFERENCE.sub(_printable, _ENTITY.sub("", clean_text(text))).encode()
    try:
        # A stream, never bytes: feedparser would open bytes that look like a file name or address.
        return feedparser.parse(
            io.BytesIO(legible),
            response_headers={
                "content-location": url,
                "content-type": "application/xml; charset=utf-8",
            },
            resolve_relative_uris=False,
            sanitize_html=False,  # of texts only the words are kept, see _plain()
        )
    except Exception as error:  # its parsers raise nearly anything on broken input
        raise ParseError(_("The feed is broken and cannot be read.")) from error


def _printable(reference: re.Match[str]) -> str:
    """Drop a reference to what is no character of XML or cannot be printed."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    sign = chr(code) if code <= sys.maxunicode else ""
    return reference[0] if sign.isspace() or clean_text(sign) else ""


def _item(entry: Any, base_url: str) -> FoundItem | None:  # noqa: ANN401 - feedparser is untyped
    link = _link(entry, base_url)
    if not link:
        return None
    published_on, published_at = _published(entry)
    return FoundItem(
        url=link,
        title=_plain(entry.get("title", ""))[:500] or link[:500],
        summary=_plain(entry.get("summary", ""))[:_SUMMARY_LENGTH],
        published_on=published_on,
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


def _published(entry: Any) -> tuple[date | None, datetime | None]:  # noqa: ANN401
    """Day and, where one is given, moment of publication, or else of the last change.

    What begins with the year is read as on pages: without a zone it is the hour of Beijing, which
    feedparser would take for that of Greenwich.
    """
    for name in ("published", "updated"):
        # Not entry.get(), which gives the one for the other and warns.
        written = dict.get(entry, name) or ""
        if shown := next(moments(written), None):
            return shown.at.date() if shown.at else shown.day, shown.at
        if written.isdigit():  # a count of seconds, which feedparser would take for a date
            continue
        if at := _moment(dict.get(entry, f"{name}_parsed")):
            return timezone.localdate(at), at
    return None, None


def _moment(parsed: struct_time | None) -> datetime | None:
    """A time that Python can hold in any zone; the years about 1 and 9999 are nobody's news."""
    if parsed is None or not 1900 < parsed.tm_year < 9000:
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
