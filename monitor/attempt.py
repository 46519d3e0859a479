"""Attempt: one poll of one source, from the question to what came of it. No row is touched."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone

from monitor.errors import MonitorError, OwnFaultError
from monitor.models import Poll, Source
from monitor.net import Response
from monitor.outcomes import FORGOTTEN, Outcome, failure
from monitor.pipeline.harvest import (
    Harvest,
    body_digest,
    had_rows_earlier,
    harvest,
    is_read_as_before,
)
from monitor.pipeline.moves import note_move
from monitor.pipeline.pace import asked_minutes
from monitor.pipeline.retrieve import Validators, retrieve
from monitor.pipeline.robots import obey_robots
from monitor.turns import Turn

logger = logging.getLogger(__name__)

#: What is published for programs: no robots.txt is asked whether they may read it.
_FOR_PROGRAMS = frozenset({Source.Kind.FEED, Source.Kind.SITEMAP})
#: Seconds that are waited between two pages; of hosts that ask for more the first one must do.
_LONGEST_PAUSE = 10


class Attempt:
    """One poll of a source whose lease, and whose host's turn, are held.

    ``outcome`` is what came of it, once it was made.
    """

    outcome: Outcome

    def __init__(self, source: Source, turn: Turn) -> None:
        self.source, self.turn = source, turn
        self._had_rows = had_rows_earlier(source)

    def ask(self) -> None:
        """Ask the source and read its answer; that it cannot be had or read is an outcome too."""
        self._started_at = timezone.now()
        self.outcome = self._make()

    def _make(self) -> Outcome:
        try:
            return self._judge(self._ask())
        except MonitorError as error:
            logger.info("poll of source %s failed: %r", self.source.pk, error)
            self.turn.heed(error)
            return failure(self.source, self._started_at, error)
        except Exception:  # a fault of ours must not hold up the sources after this one
            logger.exception("poll of source %s broke", self.source.pk)
            return failure(self.source, self._started_at, OwnFaultError())

    def _judge(self, response: Response) -> Outcome:
        """Tell what an answer brings; what brings nothing new is not read."""
        source = self.source
        changes = note_move(source, response.moved_to)
        if response.status == 304:
            return self._success(response, changes)
        changes |= vars(Validators.of(response))
        digest = body_digest(source, response)
        if digest == source.body_digest:
            return self._success(response, changes)
        get = self._further if self._pause <= _LONGEST_PAUSE else None
        found = harvest(source, response, get, had_rows=self._had_rows)
        told = {"body_digest": digest, "told": found.told} if found.tells_all else FORGOTTEN
        pace = {"least_minutes": asked_minutes(response)}
        return self._success(response, changes | told | pace, found)

    def _success(
        self, response: Response, changes: Mapping[str, Any], found: Harvest | None = None
    ) -> Outcome:
        status = Poll.Status.OK if found else Poll.Status.NOT_MODIFIED
        return Outcome(
            self.source, self._started_at, timezone.now(), status, response.status,
            changes=changes, found=found,
        )  # fmt: skip

    def _ask(self) -> Response:
        source = self.source
        known = (source.etag, source.last_modified) if is_read_as_before(source) else ()
        return self._retrieve(source.address, Validators(*known))

    @property
    def _pause(self) -> float:
        """Seconds between two requests to the host."""
        usual: float = settings.MONITOR_PAUSE
        return max(usual, self.turn.host.crawl_delay)

    def _further(self, url: str) -> Response:
        """Ask for a further page of the host whose turn is held."""
        time.sleep(self._pause)
        return self._retrieve(url, Validators())

    def _retrieve(self, url: str, validators: Validators) -> Response:
        is_private = self.source.allow_private
        if self.source.kind not in _FOR_PROGRAMS:
            obey_robots(self.turn.host, url, allow_private=is_private)
        return retrieve(url, allow_private=is_private, validators=validators)
