"""Reading: what an answer tells, in the way of its source's kind. It asks nobody anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from monitor.errors import ParseError
from monitor.models import Source
from monitor.net import Response
from monitor.notation.addresses import has_page, with_page
from monitor.pipeline.decode import decode
from monitor.pipeline.feed_item import ToldItem
from monitor.pipeline.json_list import Paths, read_json_list
from monitor.pipeline.listing import NoRowsError, Selectors, read_listing
from monitor.pipeline.parse import read_feed
from monitor.pipeline.readers import A_READER
from monitor.pipeline.sitemap import read_sitemap


@dataclass(frozen=True)
class Reading:
    """The items of one answer, and the addresses of what belongs to it.

    ``tells_all``: the same answer at another time would mean that there is nothing new.
    """

    items: tuple[ToldItem, ...]
    further: tuple[str, ...] = ()
    tells_all: bool = True


def read(source: Source, response: Response, number: int = 1) -> Reading:
    """Read an answer: that of the source's address, or of its further page with this number.

    Raises:
        ParseError: it is not what the source should give.

    """
    with A_READER:
        return _READERS[Source.Kind(source.kind)](source, response, number)


def _feed(_source: Source, response: Response, _number: int) -> Reading:
    return Reading(read_feed(response.body, response.url, response.content_type))


def _listing(source: Source, response: Response, number: int) -> Reading:
    text = _text(response)
    is_numbered = has_page(source.next_page)
    selector = "" if is_numbered else source.next_page
    try:
        page = read_listing(text, response.url, Selectors(*_notation(source)), selector)
    except NoRowsError as error:
        if not source.keyword:
            raise
        return _nothing_found(source.keyword, text, error)
    links = _numbered(source, response, number) if is_numbered else (page.next_url,)
    return Reading(page.items, _within_limit(source, number, links))


def _json(source: Source, response: Response, number: int) -> Reading:
    items = read_json_list(_text(response), Paths(*_notation(source)))
    return Reading(items, _within_limit(source, number, _numbered(source, response, number)))


def _sitemap(_source: Source, response: Response, number: int) -> Reading:
    sitemap = read_sitemap(response.body, response.content_type)
    if number > 1:  # of an index in an index nothing is read
        return Reading(sitemap.items)
    return Reading(sitemap.items, sitemap.sitemaps, tells_all=not sitemap.sitemaps)


_READERS: dict[Source.Kind, Callable[[Source, Response, int], Reading]] = {
    Source.Kind.FEED: _feed,
    Source.Kind.LISTING: _listing,
    Source.Kind.JSON: _json,
    Source.Kind.SITEMAP: _sitemap,
}


def _text(response: Response) -> str:
    return decode(response.body, response.content_type)[0]


def _notation(source: Source) -> tuple[str, str, str, str, str]:
    return (
        source.item_selector, source.link_selector, source.title_selector, source.date_selector,
        source.summary_selector,
    )  # fmt: skip


def _nothing_found(keyword: str, text: str, error: NoRowsError) -> Reading:
    """Tell a search without results, whose page repeats the question, from a refusal."""
    if keyword in text:
        return Reading(())
    raise ParseError(
        _(
            "The page has neither results nor the keyword “%(keyword)s”: perhaps the engine asks "
            "whether we are human. Open the address in a browser."
        )
        % {"keyword": keyword}
    ) from error


def _numbered(source: Source, response: Response, number: int) -> tuple[str, ...]:
    if not has_page(source.next_page):
        return ()
    address = with_page(source.filled(source.next_page), number + 1)
    return (urljoin(source.address, address),)


def _within_limit(source: Source, number: int, links: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, links)) if number < source.max_pages else ()
