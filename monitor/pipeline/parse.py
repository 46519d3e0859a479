"""Parse: the bytes of a feed become items."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from datetime import date, datetime
from heapq import nlargest
from itertools import islice
from urllib.parse import urljoin

from django.utils import timezone
from django.utils.translation import gettext as _

from content.sanitising import clean_text
from monitor.errors import AddressError, ParseError
from monitor.net import check_address
from monitor.pipeline.decode import decode
from monitor.pipeline.extract.moments import ZONE, first_moment
from monitor.pipeline.feed_item import ToldItem, UnusualFeedError
from monitor.pipeline.feed_json import read_json
from monitor.pipeline.feed_judge import judge
from monitor.pipeline.feed_xml import read_xml
from monitor.pipeline.items import MAX_ITEMS, FoundItem
from monitor.pipeline.links import is_plain
from monitor.pipeline.plain import plain
from monitor.pipeline.relative_dates import relative_date

_SUMMARY_LENGTH = 500
#: Nobody's feed has more items than this; of many the newest are taken.
_MOST_TOLD = 5000
#: feedparser's own parser takes seconds for an element of thousands.
_MOST_ATTRIBUTES = 1000
_TOO_MANY_ATTRIBUTES = re.compile(rf"<(?:[^<>=]*=){{{_MOST_ATTRIBUTES}}}")
#: Declarations of entities: never expanded, so that no small feed becomes a large one.
_ENTITY = re.compile(r"<!ENTITY\b[^>]*>", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));", re.IGNORECASE)


def parse_feed(body: bytes, url: str, content_type: str = "") -> tuple[FoundItem, ...]:
    """Give the items of an RSS, Atom, RDF or JSON feed, in its order, without repeated links.

    Raises:
        ParseError: the bytes are not a feed.

    """
    return found_items(read_feed(body, url, content_type), url)


def read_feed(body: bytes, url: str, content_type: str = "") -> tuple[ToldItem, ...]:
    """Give what a feed says of its items, the newest of them if they are too many.

    Raises:
        ParseError: the bytes are not a feed.

    """
    text = _legible(body, content_type)
    told = tuple(islice(_told(text, url), _MOST_TOLD))
    return told if len(told) <= MAX_ITEMS else tuple(nlargest(MAX_ITEMS, told, key=_age))


def _age(told: ToldItem) -> tuple[date, float]:
    """What sorts items by their dates, those without one last and as they stand."""
    day, at = _published(told)
    return day or date.min, at.timestamp() if at else 0.0


def found_items(told: Iterable[ToldItem], url: str) -> tuple[FoundItem, ...]:
    """Make items of what was said, without those that have no usable link, or a repeated one."""
    found = (_item(item, url) for item in told)
    return tuple({item.key: item for item in found if item}.values())


def _legible(body: bytes, content_type: str) -> str:
    text, _charset = decode(body, content_type)
    if text.count("=") >= _MOST_ATTRIBUTES and _TOO_MANY_ATTRIBUTES.search(text):
        raise ParseError(_("The feed is broken and cannot be read."))
    return _REFERENCE.sub(_printable, _ENTITY.sub("", clean_text(text)))


def _printable(reference: re.Match[str]) -> str:
    """Drop a reference to what is no character of XML or cannot be printed."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    sign = chr(code) if code <= sys.maxunicode else ""
    return reference[0] if sign.isspace() or clean_text(sign) else ""


def _told(text: str, url: str) -> Iterable[ToldItem]:
    """What the quick readers understand wholly, else what the judge makes of it."""
    try:
        return read_json(text) if text.startswith("{") else read_xml(text)
    except UnusualFeedError:
        return judge(text, url)


def _item(told: ToldItem, base_url: str) -> FoundItem | None:
    link = _link(told.links, base_url)
    if not link:
        return None
    published_on, published_at = _published(told)
    return FoundItem(
        url=link,
        title=plain(told.title)[:500] or link[:500],
        summary=plain(told.summary)[:_SUMMARY_LENGTH],
        published_on=published_on,
        published_at=published_at,
    )


def _link(candidates: Iterable[str], base_url: str) -> str:
    """The item's link, or its guid where that is the only address; empty if there is none."""
    for candidate in map(str.strip, candidates):
        if is_plain(candidate):
            return candidate
        try:
            return check_address(urljoin(base_url, candidate))
        except (AddressError, ValueError):
            continue
    return ""


def _published(told: ToldItem) -> tuple[date | None, datetime | None]:
    """Day and, where one is given, moment of publication, or else of the last change.

    What begins with the year is read as on pages: without a zone it is the hour of Beijing, which
    feedparser would take for that of Greenwich.
    """
    for written, at in told.dates:
        if shown := first_moment(written):
            return shown.at.date() if shown.at else shown.day, shown.at
        if written.isdigit():  # a count of seconds, which feedparser would take for a date
            continue
        if at:
            return at.astimezone(ZONE).date(), at
        if counted := relative_date(written, timezone.now()):  # as good as when it was fetched
            return counted
    return None, None
