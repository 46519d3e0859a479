"""Polling: Source → Entry. One attempt at one source, by one worker at a time.

What is due is taken in small groups, one source of each host, in a few queries for all of them. An
attempt writes its results, the source's next time and its own record in one transaction at its
end. Of an attempt whose worker died there is only the lease, which runs out: whoever takes the
source then records it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from leases.models import LeasedQuerySet
from monitor.errors import FetchError, MonitorError, OwnFaultError
from monitor.models import Host, Poll, Source
from monitor.net import Response
from monitor.pipeline.harvest import Harvest, body_digest, harvest
from monitor.pipeline.retrieve import Validators, retrieve
from monitor.pipeline.store import store_items
from monitor.schedule import LEASE, next_poll
from monitor.turns import PATIENCE, turns

logger = logging.getLogger(__name__)

#: Sources taken at once: even if each takes its full 20 seconds, the last is within the lease.
GROUP = 13
#: What tells of no change, forgotten: the next poll is full.
_FORGOTTEN = vars(Validators()) | {"body_digest": "", "told": []}


def poll_due(source_ids: Collection[int]) -> list[Poll]:
    """Poll those of the sources that are due and enabled, and whose hosts may be asked now.

    Gives the records of the attempts, failed ones too. A source whose host is busy stays due.
    """
    polls: list[Poll] = []
    left = set(source_ids)
    while left and (group := _next(left)):
        polls += _poll_all(group)
        left -= {waiting.pk for waiting in group.values()}
    return polls


def poll_source(source_id: int, *, due_only: bool = True) -> Poll | None:
    """Poll a source now and store what is new; waits a little while its host is busy.

    Gives the attempt's record, failed ones too; None if the source is not due or not enabled
    (unless ``due_only`` is False), is gone, or another worker is at it or at its host.
    """
    now = timezone.now()
    free = _due(now) if due_only else Source.objects.free(now)
    group = _first_of_each_host(free.filter(pk=source_id))
    polls = _poll_all(group, due_only=due_only, patience=PATIENCE)
    return polls[0] if polls else None


@dataclass(frozen=True)
class _Waiting:
    """A source to be taken; ``lost_at``: when the lease of a worker that died ran out."""

    host: str
    pk: int
    lost_at: datetime | None


def _due(now: datetime) -> LeasedQuerySet[Source]:
    return Source.objects.filter(is_enabled=True).due(now)


def _next(source_ids: Collection[int]) -> dict[str, _Waiting]:
    """Choose the next sources, by host: those whose hosts may be asked."""
    now = timezone.now()
    busy = Host.objects.busy(now).values("pk")
    chosen = _first_of_each_host(_due(now).filter(pk__in=source_ids).exclude(host__in=busy))
    return dict(islice(chosen.items(), GROUP))


def _first_of_each_host(sources: QuerySet[Source]) -> dict[str, _Waiting]:
    chosen: dict[str, _Waiting] = {}
    for row in sources.values_list("host", "pk", "lease_until"):
        chosen.setdefault(row[0], _Waiting(*row))
    return chosen


def _poll_all(
    group: Mapping[str, _Waiting], *, due_only: bool = True, patience: float = 0
) -> list[Poll]:
    if not group:
        return []
    with turns(group, patience) as held:
        pks = [group[host].pk for host in held]
        claimed = Source.objects.claim_all(pks, timezone.now(), LEASE, due_only=due_only)
        sources = list(claimed)
        for source in sources:
            if lost_at := group[source.host].lost_at:
                _record_lost(source, lost_at)
        return [poll for source in sources if (poll := _poll(source))]


def _record_lost(source: Source, lost_at: datetime) -> None:
    abandoned = Poll.Status.ABANDONED
    Poll.objects.create(source=source, started_at=lost_at - LEASE, status=abandoned)


def _poll(source: Source) -> Poll | None:
    """Make one attempt; None if the lease was lost: whoever has it now records that."""
    attempt = _Attempt(source)
    try:
        try:
            return attempt.make()
        except MonitorError as error:
            logger.info("poll of source %s failed: %r", source.pk, error)
            return attempt.fail(error)
        except _LeaseLostError:
            raise
        except Exception:  # a fault of ours must not hold up the sources after this one
            logger.exception("poll of source %s broke", source.pk)
            return attempt.fail(OwnFaultError())
    except _LeaseLostError:
        return None


class _LeaseLostError(Exception):
    """Another worker has the source, or it is gone: nothing may be stored."""


class _Attempt:
    """One poll of one source: asks, reads, and settles what came of it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._poll = Poll(source=source, started_at=timezone.now())
        self._begun = time.monotonic()

    def make(self) -> Poll:
        """Ask the source and store what is new."""
        source = self._source
        validators = Validators(source.etag, source.last_modified)
        response = retrieve(
            source.address, allow_private=source.allow_private, validators=validators
        )
        self._poll.http_status = response.status
        self._poll.status = Poll.Status.NOT_MODIFIED
        if response.status == 304:
            return self._succeed({})
        changes: dict[str, Any] = vars(Validators.of(response))
        digest = body_digest(source, response)
        if digest == source.body_digest:
            return self._succeed(changes)
        self._poll.status = Poll.Status.OK
        found = harvest(source, response, self._further)
        if found.tells_all:
            changes |= {"body_digest": digest, "told": found.told}
        else:
            changes = _FORGOTTEN
        return self._succeed(changes, found)

    def _further(self, url: str) -> Response:
        """Ask for a further page of the host whose turn is held."""
        time.sleep(settings.MONITOR_PAUSE)
        return retrieve(url, allow_private=self._source.allow_private)

    def fail(self, error: MonitorError) -> Poll:
        """Keep the reason. What tells of no change goes, so that the next poll is full."""
        self._poll.status, self._poll.error = Poll.Status.FAILED, str(error)
        self._poll.http_status = error.status if isinstance(error, FetchError) else None
        failure = {"failures": self._source.failures + 1, "last_error": str(error)}
        with transaction.atomic():
            return self._settle(timezone.now(), failure | _FORGOTTEN)

    def _succeed(self, changes: dict[str, Any], found: Harvest | None = None) -> Poll:
        now = timezone.now()
        success = {"last_success_at": now, "failures": 0, "last_error": ""}
        with transaction.atomic():
            if found:
                counts = store_items(self._source, found.items, now)
                poll = self._poll
                poll.seen, poll.new, poll.changed = found.seen, counts.new, counts.changed
            return self._settle(now, success | changes)

    def _settle(self, now: datetime, changes: dict[str, Any]) -> Poll:
        """Give the source back with its next time, and keep the record of the attempt."""
        source, poll = self._source, self._poll
        interval = timedelta(minutes=source.interval_minutes or 60)
        changes |= {
            "last_keyword": source.keyword,
            "last_polled_at": now,
            "due_at": next_poll(now, interval, changes["failures"]),
        }
        other = {name: value for name, value in changes.items() if getattr(source, name) != value}
        assert source.lease_token  # noqa: S101 - it was claimed
        if not Source.objects.finish(source.pk, source.lease_token, **other):
            raise _LeaseLostError
        poll.seconds = round(time.monotonic() - self._begun, 3)
        poll.save(force_insert=True)
        return poll
