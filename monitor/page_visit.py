"""Page visit: an entry's page with its pictures, as far as they can be had. No row is touched."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from monitor.errors import MonitorError, OwnFaultError, ParseError
from monitor.models import Entry
from monitor.net import Response
from monitor.pipeline.extract import ExtractionError, Page, extract_page
from monitor.pipeline.further_pages import Whole, whole_article
from monitor.pipeline.pictures import NOTHING, keep_pictures
from monitor.pipeline.readers import A_READER
from monitor.pipeline.retrieve import retrieve
from monitor.pipeline.robots import obey_robots, read_robots
from monitor.turns import Turn
from monitor.warc.captures import Pictures
from monitor.warc.records import Revisit

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Gathered:
    """An article read at a time, its body pointing at our copies of its pictures."""

    at: datetime
    whole: Whole
    body_html: str
    images: list[dict[str, str]]
    revisits: Sequence[Revisit]


class RobotsVisit:
    """The first turn at a host: its robots.txt is read, and nothing else."""

    def __init__(self, entry: Entry, turn: Turn) -> None:
        self.turn = turn
        self._url, self._allow_private = entry.url, _may_be_private(entry)

    def ask(self) -> None:
        """Read it; it is stored when the turn ends."""
        try:
            read_robots(self.turn.host, self._url, allow_private=self._allow_private)
        except Exception:  # a fault of ours must not hold up the hosts beside this one
            logger.exception("reading the robots.txt of %s broke", self.turn.host.name)


class PageVisit:
    """One try at the page of an entry whose lease, and whose host's turn, are held.

    ``result`` is what came of it, once it was asked for.
    """

    result: Gathered | MonitorError

    def __init__(self, entry: Entry, token: uuid.UUID, turn: Turn) -> None:
        self.entry, self.token, self.turn = entry, token, turn
        self._allow_private = _may_be_private(entry)

    def ask(self) -> None:
        """Read the page, its further pages and its pictures."""
        try:
            self.result = self._gather()
        except MonitorError as error:
            logger.info("capture of entry %s failed: %r", self.entry.pk, error)
            self.turn.heed(error)
            self.result = error.bare()
        except Exception:  # a fault of ours must not hold up the pages beside this one
            logger.exception("capture of entry %s broke", self.entry.pk)
            self.result = OwnFaultError()

    def _gather(self) -> Gathered:
        url, allow_private = self.entry.url, self._allow_private
        obey_robots(self.turn.host, url, allow_private=allow_private)
        response = retrieve(url, allow_private=allow_private)
        page = read_page(response.body, response.url, response.content_type)
        whole = whole_article(page, response, allow_private=allow_private)
        return with_pictures(whole, allow_private=allow_private)


def _may_be_private(entry: Entry) -> bool:
    """Say whether the page may lie in the own network, as its source may."""
    return entry.source is not None and entry.source.allow_private


def read_page(body: bytes, url: str, content_type: str = "") -> Page:
    """Read an article from a page's bytes.

    Raises:
        ParseError: no article can be read.

    """
    try:
        with A_READER:
            return extract_page(body, url, content_type)
    except ExtractionError as error:
        raise ParseError(str(error)) from error


def with_pictures(
    whole: Whole, *, allow_private: bool, brought: Mapping[str, Response] = NOTHING
) -> Gathered:
    """Keep the pictures of an article; those that were ``brought`` with it are not fetched.

    Raises:
        SnapshotError: they cannot be kept.

    """
    now = timezone.now()
    originals = Pictures(now)
    body_html, images = keep_pictures(
        whole.page, originals, allow_private=allow_private, brought=brought
    )
    return Gathered(now, whole, body_html, images, originals.revisits)
