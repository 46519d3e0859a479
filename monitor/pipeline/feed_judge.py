"""The judge: feedparser reads any feed, broken ones included, in its own time (20 ms and more)."""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import struct_time
from typing import Any

import feedparser
from django.utils.translation import gettext as _

from monitor.errors import ParseError
from monitor.pipeline.feed_item import ToldItem

_WIDEST_ZONE = 14  # hours
_NUMBER, _NAME = re.compile(r"[0-9]{1,2}"), re.compile(r"[^\W\d_]{3}")


def judge(text: str, url: str) -> Iterator[ToldItem]:
    """Give the items of a feed.

    Raises:
        ParseError: the text is no feed.

    """
    feed = _read(text, url)
    if not (feed.get("version") or feed.entries):  # kinds that it reads without knowing them
        raise ParseError(_("The address does not give a feed."))
    return (_told(entry) for entry in feed.entries)


def _read(text: str, url: str) -> Any:  # noqa: ANN401 - feedparser is untyped
    try:
        # A stream, never bytes: feedparser would open bytes that look like a file name or address.
        return feedparser.parse(
            io.BytesIO(text.encode()),
            response_headers={
                "content-location": url,
                "content-type": "application/xml; charset=utf-8",
            },
            resolve_relative_uris=False,
            sanitize_html=False,  # of texts only the words are kept
        )
    except Exception as error:  # its parsers raise nearly anything on broken input
        raise ParseError(_("The feed is broken and cannot be read.")) from error


def _told(entry: Any) -> ToldItem:  # noqa: ANN401
    links = (entry.get("link"), entry.get("id"))
    return ToldItem(
        links=tuple(link for link in links if link),
        title=entry.get("title", ""),
        summary=entry.get("summary", ""),
        dates=tuple(_date(entry, name) for name in ("published", "updated")),
    )


def _date(entry: Any, name: str) -> tuple[str, datetime | None]:  # noqa: ANN401
    # Not entry.get(), which gives the one for the other and warns.
    written, at = dict.get(entry, name) or "", _moment(dict.get(entry, f"{name}_parsed"))
    return written, at if at and _is_of(at, written) else None


def _moment(parsed: struct_time | None) -> datetime | None:
    """A time that Python can hold in any zone; the years about 1 and 9999 are nobody's news."""
    if parsed is None or not 1900 < parsed.tm_year < 9000:
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _is_of(at: datetime, written: str) -> bool:
    """Whether this day was written, in whichever zone: feedparser makes 2 March of 31 February."""
    numbers = {int(number) for number in _NUMBER.findall(written)}
    days = (at + timedelta(hours=hours) for hours in (-_WIDEST_ZONE, 0, _WIDEST_ZONE))
    if _NAME.search(written):  # of the month
        return any({day.year % 100, day.day} <= numbers for day in days)
    return any({day.year % 100, day.month, day.day} <= numbers for day in days)
