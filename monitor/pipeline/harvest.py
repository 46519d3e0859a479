"""Harvest: what a source's answer holds, read in the way of its kind."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from monitor.models import Source
from monitor.net import Response
from monitor.pipeline.items import FoundItem
from monitor.pipeline.listing import Selectors, parse_listing
from monitor.pipeline.parse import found_items, read_feed


@dataclass(frozen=True)
class Harvest:
    """The items to look at, of how many, and for feeds the digests of all of them."""

    items: tuple[FoundItem, ...]
    seen: int
    told: list[str] = field(default_factory=list)


def harvest(source: Source, response: Response) -> Harvest:
    """Read an answer; of a feed only the items that it did not tell the last time.

    Raises:
        ParseError: it is not what the source should give.

    """
    body, url, content_type = response.body, response.url, response.content_type
    if source.kind == Source.Kind.LISTING:
        rows = parse_listing(body, url, _selectors(source), content_type)
        return Harvest(rows, len(rows))
    told = {item.digest(url): item for item in read_feed(body, url, content_type)}
    known = frozenset(source.told)
    fresh = [item for digest, item in told.items() if digest not in known]
    return Harvest(found_items(fresh, url), len(told), list(told))


def _selectors(source: Source) -> Selectors:
    return Selectors(
        item=source.item_selector,
        link=source.link_selector,
        title=source.title_selector,
        date=source.date_selector,
    )


def body_digest(source: Source, response: Response) -> str:
    """What tells that the same bytes would be read in the same way again."""
    how = (source.kind, response.url, response.content_type, *vars(_selectors(source)).values())
    return hashlib.sha256("\n".join(how).encode() + b"\n" + response.body).hexdigest()
