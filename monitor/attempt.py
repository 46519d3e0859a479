"""Attempt: one poll of one source, from the question to the rows that came of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime
from random import random
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitor.errors import MonitorError
from monitor.models import Poll, Source
from monitor.net import Response
from monitor.pipeline.harvest import Harvest, body_digest, harvest, is_read_as_before
from monitor.pipeline.matching import EnabledTopics
from monitor.pipeline.moves import note_move
from monitor.pipeline.pace import asked_minutes
from monitor.pipeline.retrieve import Validators, retrieve
from monitor.pipeline.robots import obey_robots
from monitor.pipeline.store import store_items
from monitor.rhythm import arrivals, minutes_between
from monitor.schedule import interval_of, next_try
from monitor.turns import Turn

#: What tells of no change, forgotten: the next poll is full.
_FORGOTTEN = vars(Validators()) | {"body_digest": "", "told": []}
#: What is published for programs: no robots.txt is asked whether they may read it.
_FOR_PROGRAMS = frozenset({Source.Kind.FEED, Source.Kind.SITEMAP})
_GONE = 410
#: Seconds that are waited between two pages; of hosts that ask for more the first one must do.
_LONGEST_PAUSE = 10


class LeaseLostError(Exception):
    """Another worker has the source, or it is gone: nothing may be stored."""


class Attempt:
    """One poll of a source whose lease, and whose host's turn, are held."""

    def __init__(self, source: Source, turn: Turn, topics: EnabledTopics) -> None:
        self._source, self._turn, self._topics = source, turn, topics
        self._poll = Poll(source=source, started_at=timezone.now())
        self._begun = time.monotonic()

    def make(self) -> Poll:
        """Ask the source and store what is new.

        Raises:
            MonitorError: it cannot be had or read; nothing is stored yet, not even that.
            LeaseLostError: nothing is stored.

        """
        source, response = self._source, self._ask()
        self._poll.http_status = response.status
        self._poll.status = Poll.Status.NOT_MODIFIED
        changes = note_move(source, response.moved_to)
        if response.status == 304:
            return self._succeed(changes)
        changes |= vars(Validators.of(response))
        digest = body_digest(source, response)
        if digest == source.body_digest:
            return self._succeed(changes)
        self._poll.status = Poll.Status.OK
        found = harvest(source, response, self._further if self._pause <= _LONGEST_PAUSE else None)
        told = {"body_digest": digest, "told": found.told} if found.tells_all else _FORGOTTEN
        pace = {"least_minutes": asked_minutes(response)}
        return self._succeed(changes | told | pace, found)

    def fail(self, error: MonitorError) -> Poll:
        """Keep the reason and wait. What tells of no change goes, so that the next poll is full.

        Raises:
            LeaseLostError: nothing is stored.

        """
        now, failures = timezone.now(), self._source.failures + 1
        self._turn.heed(error)
        reason, due_at = str(error), _next_try(now, failures, error)
        if error.status == _GONE:
            reason, due_at = f"{reason} {_paused()}", None
        self._poll.status, self._poll.error = Poll.Status.FAILED, reason
        self._poll.http_status = error.status
        changes = {"failures": failures, "last_error": reason, "due_at": due_at}
        with transaction.atomic():
            return self._settle(now, changes | _FORGOTTEN)

    def _ask(self) -> Response:
        source = self._source
        known = (source.etag, source.last_modified) if is_read_as_before(source) else ()
        return self._retrieve(source.address, Validators(*known))

    @property
    def _pause(self) -> float:
        """Seconds between two requests to the host."""
        usual: float = settings.MONITOR_PAUSE
        return max(usual, self._turn.host.crawl_delay)

    def _further(self, url: str) -> Response:
        """Ask for a further page of the host whose turn is held."""
        time.sleep(self._pause)
        return self._retrieve(url, Validators())

    def _retrieve(self, url: str, validators: Validators) -> Response:
        is_private = self._source.allow_private
        if self._source.kind not in _FOR_PROGRAMS:
            obey_robots(self._turn.host, url, allow_private=is_private)
        return retrieve(url, allow_private=is_private, validators=validators)

    def _succeed(self, changes: dict[str, Any], found: Harvest | None = None) -> Poll:
        source, now = self._source, timezone.now()
        changes |= {"last_success_at": now, "failures": 0, "last_error": ""}
        with transaction.atomic():
            if found:
                changes["arrivals"] = self._store(found, now)
            return self._settle(now, changes | _pace(source, changes, now))

    def _store(self, found: Harvest, now: datetime) -> list[int]:
        """Store what was found; give when the source's last items appeared."""
        source, poll = self._source, self._poll
        counts = store_items(source, found.items, now, self._topics)
        poll.seen, poll.new, poll.changed = found.seen, counts.new, counts.changed
        dates = ((item.published_on, item.published_at) for item in found.items)
        is_first = source.last_success_at is None
        return arrivals(source.arrivals, dates, counts.new, now, is_first=is_first)

    def _settle(self, now: datetime, changes: dict[str, Any]) -> Poll:
        """Give the source back, changed, and keep the record of the attempt."""
        source, poll = self._source, self._poll
        changes |= {"last_polled_at": now, "last_keyword": source.keyword}
        other = {name: value for name, value in changes.items() if getattr(source, name) != value}
        assert source.lease_token  # noqa: S101 - it was claimed
        if not Source.objects.finish(source.pk, source.lease_token, **other):
            raise LeaseLostError
        poll.seconds = round(time.monotonic() - self._begun, 3)
        poll.save(force_insert=True)
        return poll


def _pace(source: Source, changes: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Give the source's rhythm after a poll, and when it is due again."""
    rhythm = minutes_between(changes.get("arrivals", source.arrivals), now)
    least = changes.get("least_minutes", source.least_minutes)
    interval = interval_of(source.interval_minutes, rhythm, least)
    return {"rhythm_minutes": rhythm, "due_at": now + interval}


def _next_try(now: datetime, failures: int, error: MonitorError) -> datetime | None:
    jitter = random()  # noqa: S311 - no secret
    return next_try(now, failures, jitter=jitter, not_before=error.not_before)


def _paused() -> str:
    return _("Polling is paused: give the new address, or poll the source by hand to resume.")
