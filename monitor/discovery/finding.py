"""Finding: an address → the ways to monitor what is there, each with the items it brings.

Nothing is stored. Each request takes its turn at the host, as polls do, and all of them together
end when their time is up, whatever the servers do.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from monitor.discovery.links import feed_links, title_of, usual_feeds
from monitor.discovery.proposing import propose_selectors
from monitor.errors import AddressError, FetchError, MonitorError
from monitor.models import Source
from monitor.net import Response
from monitor.net.addresses import host_of
from monitor.pipeline.decode import decode
from monitor.pipeline.harvest import harvest
from monitor.pipeline.items import FoundItem
from monitor.pipeline.retrieve import retrieve
from monitor.turns import turns

#: No request begins later than this many seconds after the first; each ends within 20.
SECONDS = 25


@dataclass(frozen=True)
class Candidate:
    """A way to monitor: settings that were never saved, why they are proposed, what they bring."""

    source: Source
    reason: str
    items: tuple[FoundItem, ...]


@dataclass(frozen=True)
class Discovery:
    """What was found at an address; without candidates a reason, and what to do about it."""

    candidates: tuple[Candidate, ...] = ()
    title: str = ""
    problem: str = ""
    advice: str = ""


class Visit:
    """Requests of one discovery: polite to each host, and over in time."""

    def __init__(self, *, allow_private: bool = False) -> None:
        self.allow_private = allow_private
        self._end = time.monotonic() + SECONDS

    def get(self, url: str) -> Response:
        """Fetch an address when its host may be asked.

        Raises:
            MonitorError: it may not be fetched, gives no usable answer, or there is no time left.

        """
        left = self._end - time.monotonic()
        with turns({host_of(url)} if left > 0 else (), left) as held:
            if held:
                return retrieve(url, allow_private=self.allow_private)
        raise FetchError(_("The server is busy or slow: try again in a minute."))


def preview(source: Source) -> tuple[FoundItem, ...]:
    """Read a source with the settings that it has just now, and store nothing.

    Raises:
        MonitorError: it cannot be fetched or read.

    """
    visit = Visit(allow_private=source.allow_private)
    response = visit.get(source.address)
    found = harvest(source, response).items
    # An index of sitemaps has no items of its own.
    return found or harvest(source, response, visit.get).items


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
    url = response.url
    if own := _try(_feed(url), response, _("The address is a feed.")):
        yield own
        return
    linked = list(_fetched(visit, feed_links(text, url), _("The page names this feed.")))
    yield from linked
    yield from _lists(response, text)
    if not linked:
        usual = _fetched(visit, usual_feeds(url), _("A feed at its usual place on this server."))
        yield from islice(usual, 1)


def _lists(response: Response, text: str) -> Iterator[Candidate]:
    for proposal in propose_selectors(text):
        chosen = proposal.selectors
        source = Source(
            kind=Source.Kind.LISTING,
            url=response.url,
            item_selector=chosen.item,
            link_selector=chosen.link,
            title_selector=chosen.title,
            date_selector=chosen.date,
        )
        reason = _("A list on the page, with %(count)d rows.") % {"count": proposal.rows}
        if candidate := _try(source, response, reason):
            yield candidate


def _fetched(visit: Visit, urls: Iterable[str], reason: str) -> Iterator[Candidate]:
    for url in urls:
        try:
            response = visit.get(url)
        except MonitorError:
            continue
        if candidate := _try(_feed(url), response, reason):
            yield candidate


def _feed(url: str) -> Source:
    return Source(kind=Source.Kind.FEED, url=url)


def _try(source: Source, response: Response, reason: str) -> Candidate | None:
    """Give the candidate if the answer can be read in its way and brings something."""
    try:
        items = harvest(source, response).items
    except MonitorError:
        return None
    return Candidate(source, reason, items) if items else None


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
