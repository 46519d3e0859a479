"""Visit: requests for somebody who waits for the answer. Nothing that they bring is stored.

Each request takes its turn at the host, as polls do, and all of them together end when their time
is up, whatever the servers do.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from monitor.errors import DisallowedError, FetchError, MonitorError
from monitor.models import Source
from monitor.net import Response, check_address
from monitor.net.addresses import host_of
from monitor.pipeline.harvest import had_rows_earlier, harvest
from monitor.pipeline.items import FoundItem
from monitor.pipeline.retrieve import retrieve
from monitor.pipeline.robots import obey_robots
from monitor.turns import Turn, turns

#: No request begins later than this many seconds after the first; each ends within 20.
SECONDS = 25


class Visit:
    """Requests that belong together: polite to each host, and over in time."""

    def __init__(self, *, allow_private: bool = False) -> None:
        self.allow_private = allow_private
        self._end = time.monotonic() + SECONDS

    def get(self, url: str) -> Response:
        """Fetch an address when its host may be asked.

        Raises:
            MonitorError: it may not be fetched, gives no usable answer, or there is no time left.

        """
        with self._turn(url):
            return retrieve(url, allow_private=self.allow_private)

    def objection(self, url: str) -> str:
        """Say why polls may not read a page that a person may; empty if they may or who knows."""
        try:
            with self._turn(url) as turn:
                obey_robots(turn.host, url, allow_private=self.allow_private)
        except DisallowedError as error:
            return str(error)
        except MonitorError:
            pass
        return ""

    @contextmanager
    def _turn(self, url: str) -> Iterator[Turn]:
        left = self._end - time.monotonic()
        wanted = {host_of(check_address(url))} if left > 0 else set()
        with turns(wanted, left) as held:
            if not held:
                raise FetchError(_("The server is busy or slow: try again in a minute."))
            yield next(iter(held.values()))

    def items(self, source: Source, response: Response) -> tuple[FoundItem, ...]:
        """Read an answer in the way of a source; of an index of sitemaps also the newest of these.

        Raises:
            ParseError: it is not what the source should give.

        """
        get = self.get if source.kind == Source.Kind.SITEMAP else None
        return harvest(source, response, get, had_rows=had_rows_earlier(source)).items


def preview(source: Source) -> tuple[FoundItem, ...]:
    """Read a source with the settings that it has just now, and store nothing.

    Raises:
        MonitorError: it cannot be fetched or read.

    """
    visit = Visit(allow_private=source.allow_private)
    source.told = []  # what it told at earlier polls is to be shown too
    return visit.items(source, visit.get(source.address))
