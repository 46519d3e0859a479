"""Harvest: what a source brings, its further pages included."""

from __future__ import annotations

import hashlib
import logging
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import nlargest

from django.utils.translation import gettext as _

from monitor.errors import FetchError, MonitorError, ParseError
from monitor.models import Source
from monitor.net import Response
from monitor.net.addresses import host_of
from monitor.notation.links import links_that_count
from monitor.pipeline.feed_item import ToldItem
from monitor.pipeline.items import MAX_ITEMS, FoundItem
from monitor.pipeline.parse import found_items
from monitor.pipeline.reading import Reading, read
from monitor.pipeline.search_links import real_link

logger = logging.getLogger(__name__)

#: No further page is asked for later than this many seconds after the first one came.
FURTHER_SECONDS = 20
#: Digests that are remembered, those of further pages included.
_MOST_TOLD = 1000

Get = Callable[[str], Response]

_NOTHING = Reading(())
_BROKEN_OFF = Reading((), tells_all=False)


@dataclass(frozen=True)
class Harvest:
    """The items to look at, of how many, and the digests of all of them.

    ``tells_all``: the same answer at another time would mean that there is nothing new.
    """

    items: tuple[FoundItem, ...]
    seen: int
    told: list[str] = field(default_factory=list)
    tells_all: bool = True


def harvest(
    source: Source, response: Response, get: Get | None = None, *, had_rows: bool = False
) -> Harvest:
    """Read an answer, without the items that the source told the last time.

    ``get`` asks for further pages, as long as they bring something new; without it none are read.
    ``had_rows``: an empty list is a fault (:func:`had_rows_earlier`). No row is touched.

    Raises:
        ParseError: the answer is not what the source should give.

    """
    base = response.url
    known = frozenset(source.told if is_read_as_before(source) else ())
    told: dict[str, ToldItem] = {}
    tells_all = not source.asks_in_turn
    for reading in _readings(source, response, get):
        said = {item.digest(base): item for item in reading.items}
        brings_nothing = bool(said) and said.keys() <= known | told.keys()
        told |= said
        tells_all &= reading.tells_all
        if brings_nothing:
            break
    fresh = [item for digest, item in told.items() if digest not in known]
    items = _found(source, fresh, base)
    if not items and len(fresh) == len(told):
        _suspect(source, told, had_rows=had_rows)
    remembered = _remembered(source, told) if tells_all else []
    return Harvest(_newest(items), len(told), remembered, tells_all)


def _readings(source: Source, response: Response, get: Get | None) -> Iterator[Reading]:
    """Read the answer, then page after page, as far as the caller asks for more."""
    reading = read(source, response)
    yield reading
    waiting = deque(reading.further if get else ())
    until = time.monotonic() + FURTHER_SECONDS
    number = 1
    while get and waiting:
        if time.monotonic() > until:
            yield _BROKEN_OFF
            return
        number += 1
        url = waiting.popleft()
        if host_of(url) == host_of(response.url):  # of others we have no right to ask now
            reading = _further(source, number, url, get)
            yield reading
            waiting += reading.further


def _further(source: Source, number: int, url: str, get: Get) -> Reading:
    """Read a further page; one that is not there, or has no row, is behind the last."""
    try:
        return read(source, get(url), number)
    except MonitorError as error:
        logger.info("further page %s of source %s failed: %r", number, source.pk, error)
        may_come = isinstance(error, FetchError) and error.status not in (404, 410)
        return _BROKEN_OFF if may_come else _NOTHING


def _found(source: Source, told: Iterable[ToldItem], base: str) -> tuple[FoundItem, ...]:
    """Make items of what was told, of those links that count."""
    items: Iterable[FoundItem] = found_items(told, base)
    if source.keyword:
        items = (replace(item, url=real_link(item.url, base)) for item in items)
    rules = links_that_count(source.allowed_links)
    return tuple({item.key: item for item in items if rules.allow(item.url)}.values())


def had_rows_earlier(source: Source) -> bool:
    """Say whether the source is a list, not a search, that has brought entries before."""
    return bool(source.pk) and _is_list(source) and source.entries.exists()


def _is_list(source: Source) -> bool:
    return not source.keyword and source.kind in (Source.Kind.LISTING, Source.Kind.JSON)


def _suspect(source: Source, told: Collection[str], *, had_rows: bool) -> None:
    """Refuse a list without items, unless that is what it may be."""
    if not _is_list(source):
        return
    if told:
        raise ParseError(
            _("No link of the list is one of those that count: mend the rules for links.")
        )
    if had_rows:
        raise ParseError(
            _("The list is empty, though it had rows earlier: has the address been changed?")
        )


def _newest(items: Sequence[FoundItem]) -> tuple[FoundItem, ...]:
    """Give the newest, if they are too many; undated ones in the order of the list."""
    if len(items) <= MAX_ITEMS:
        return tuple(items)
    return tuple(nlargest(MAX_ITEMS, items, key=_age))


def _age(item: FoundItem) -> tuple[date, float]:
    at = item.published_at
    return item.published_on or date.min, at.timestamp() if at else 0.0


def _remembered(source: Source, told: Iterable[str]) -> list[str]:
    """Give what to remember: of further pages, which are rarely read, what was told earlier too."""
    earlier = source.told if source.next_page else ()
    return list(dict.fromkeys((*told, *earlier)))[:_MOST_TOLD]


def body_digest(source: Source, response: Response) -> str:
    """What tells that the same bytes would be read alike again; it begins with the way."""
    sent = hashlib.sha256(f"{response.url}\n{response.content_type}\n".encode())
    sent.update(response.body)
    return (_way(source) + sent.hexdigest())[:64]


def is_read_as_before(source: Source) -> bool:
    """Say whether what is known of the last answer holds: an editor may have changed the source."""
    return source.body_digest.startswith(_way(source))


def _way(source: Source) -> str:
    """What is asked, and all that decides how the answer is read, in 16 characters."""
    said = "\n".join(map(str, (source.address, *source.reading_fields())))
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
