"""Finding: an address → the ways to monitor what is there, each with the items it brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _

from monitor.discovery.json_rows import propose_paths
from monitor.discovery.links import feed_links, title_of, usual_feeds
from monitor.discovery.proposing import propose_selectors
from monitor.discovery.visit import Visit
from monitor.errors import AddressError, FetchError, MonitorError
from monitor.models import Source
from monitor.net import Response
from monitor.pipeline.decode import decode
from monitor.pipeline.items import FoundItem


@dataclass(frozen=True)
class Candidate:
    """A way to monitor: settings that were never saved, why they are proposed, what they bring.

    ``objection``: why the site would not have it polled, if it says so.
    """

    source: Source
    reason: str
    items: tuple[FoundItem, ...]
    objection: str = ""


@dataclass(frozen=True)
class Discovery:
    """What was found at an address; without candidates a reason, and what to do about it."""

    candidates: tuple[Candidate, ...] = ()
    title: str = ""
    problem: str = ""
    advice: str = ""


def discover(url: str, *, allow_private: bool = False) -> Discovery:
    """Find out how an address can be monitored. Failures are part of the answer."""
    visit = Visit(allow_private=allow_private)
    try:
        response = visit.get(url)
    except MonitorError as error:
        return Discovery(problem=str(error), advice=_advice(error))
    text, _charset = decode(response.body, response.content_type)
    found = tuple(_candidates(visit, response, text))
    if found:
        return Discovery(found, title_of(text))
    return Discovery(
        title=title_of(text),
        problem=_("Neither a feed nor a list of news was found at this address."),
        advice=_(
            "Give the address of the page that lists the news, usually a column rather than the "
            "front page. A page that fills its list by a script shows nothing here: look in its "
            "page source for an address in JSON, or add the source by hand."
        ),
    )


def _candidates(visit: Visit, response: Response, text: str) -> Iterator[Candidate]:
    """Give what the address itself is, or else what its page names and lists, and what is usual."""
    if own := list(_of_the_address(visit, response, text)):
        yield from own
        return
    linked = list(_fetched(visit, feed_links(text, response.url), _("The page names this feed.")))
    yield from linked
    yield from _lists(visit, response, text)
    if not linked:
        reason = _("A feed at its usual place on this server.")
        yield from islice(_fetched(visit, usual_feeds(response.url), reason), 1)


def _of_the_address(visit: Visit, response: Response, text: str) -> Iterator[Candidate]:
    url, kinds = response.url, Source.Kind
    yield from _tried(visit, _feed(url), response, _("The address is a feed."))
    sitemap = Source(kind=kinds.SITEMAP, url=url)
    yield from _tried(visit, sitemap, response, _("The address is a sitemap."))
    for paths in propose_paths(text):
        source = Source(
            kind=kinds.JSON, url=url, item_selector=paths.rows, link_selector=paths.link,
            title_selector=paths.title, date_selector=paths.date,
        )  # fmt: skip
        yield from _tried(visit, source, response, _("The address gives a list in JSON."))


def _lists(visit: Visit, response: Response, text: str) -> Iterator[Candidate]:
    proposals = propose_selectors(text)
    objection = visit.objection(response.url) if proposals else ""
    for proposal in proposals:
        chosen = proposal.selectors
        source = Source(
            kind=Source.Kind.LISTING, url=response.url, item_selector=chosen.item,
            link_selector=chosen.link, title_selector=chosen.title, date_selector=chosen.date,
        )  # fmt: skip
        reason = _("A list on the page, with %(count)d rows.") % {"count": proposal.rows}
        for found in _tried(visit, source, response, reason):
            yield replace(found, objection=objection)


def _fetched(visit: Visit, urls: Iterable[str], reason: str) -> Iterator[Candidate]:
    for url in urls:
        try:
            response = visit.get(url)
        except MonitorError:
            continue
        yield from _tried(visit, _feed(url), response, reason)


def _feed(url: str) -> Source:
    return Source(kind=Source.Kind.FEED, url=url)


def _tried(visit: Visit, source: Source, response: Response, reason: str) -> Iterator[Candidate]:
    """Give the candidate if the answer can be read in its way and brings something."""
    try:
        items = visit.items(source, response)
    except MonitorError:
        return
    if items:
        source.allow_private = visit.allow_private
        yield Candidate(source, reason, items)


def _advice(error: MonitorError) -> str:
    """Say what an editor can do about an address that cannot be fetched."""
    if isinstance(error, AddressError):
        return _(
            "Give the full address of a public page, as the browser shows it. Servers of our own "
            "institution are opened by an administrator."
        )
    status = error.status if isinstance(error, FetchError) else None
    if status in (401, 403, 429, 503):
        return _(
            "The page may refuse programs or ask for a log-in. Try later; look for a feed of the "
            "outlet, or for the same news at another address."
        )
    if status in (404, 410):
        return _("Open the address in a browser: the column has probably moved.")
    return _("Open the address in a browser. If it works there, try again in some minutes.")
