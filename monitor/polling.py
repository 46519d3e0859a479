"""Polling: Source → Entry. One attempt at one source, by one worker at a time.

What is due is taken in small groups, one source of each host, in a few queries for all of them. An
attempt writes its results, the source's next time and its own record in one transaction at its
end. Of an attempt whose worker died there is only the lease, which runs out: whoever takes the
source then records it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet
from django.utils import timezone

from leases.models import LeasedQuerySet
from monitor.attempt import Attempt, LeaseLostError
from monitor.errors import MonitorError, OwnFaultError
from monitor.models import Host, Poll, Source
from monitor.pipeline.matching import EnabledTopics
from monitor.schedule import LEASE
from monitor.turns import PATIENCE, Turn, turns

logger = logging.getLogger(__name__)

#: Sources taken at once: a few queries for many.
GROUP = 13
#: Seconds after which a group is given back, as far as it was not polled: no healthy source waits
#: for slow ones, others may take it.
GROUP_SECONDS = 10.0


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
    failures: int
    lost_at: datetime | None


def _due(now: datetime) -> LeasedQuerySet[Source]:
    return Source.objects.filter(is_enabled=True).due(now)


def _next(source_ids: Collection[int]) -> dict[str, _Waiting]:
    """Choose the next sources, by host: those whose hosts may be asked.

    Failing ones, which may be slow, come last and each by itself.
    """
    now = timezone.now()
    busy = Host.objects.busy(now).values("pk")
    chosen = _first_of_each_host(_due(now).filter(pk__in=source_ids).exclude(host__in=busy))
    sound = {host: waiting for host, waiting in chosen.items() if not waiting.failures}
    return dict(islice(sound.items(), GROUP) if sound else islice(chosen.items(), 1))


def _first_of_each_host(sources: QuerySet[Source]) -> dict[str, _Waiting]:
    chosen: dict[str, _Waiting] = {}
    for row in sources.values_list("host", "pk", "failures", "lease_until"):
        chosen.setdefault(row[0], _Waiting(*row))
    return chosen


def _poll_all(
    group: Mapping[str, _Waiting], *, due_only: bool = True, patience: float = 0
) -> list[Poll]:
    if not group:
        return []
    with turns(group, patience) as held:
        chosen = {group[host].pk: (group[host], turn) for host, turn in held.items()}
        now = timezone.now()
        sources = Source.objects.claim_all(chosen, now, LEASE, due_only=due_only)
        return _poll_in_time([(source, *chosen[source.pk]) for source in sources])


def _poll_in_time(claimed: Sequence[tuple[Source, _Waiting, Turn]]) -> list[Poll]:
    """Poll one after the other; what slow servers leave no time for is given back, still due."""
    polls, topics = [], EnabledTopics()
    until = time.monotonic() + GROUP_SECONDS
    for source, waiting, turn in claimed:
        if waiting.lost_at:
            _record_lost(source, waiting.lost_at)
        if time.monotonic() > until and source.lease_token:
            Source.objects.finish(source.pk, source.lease_token)
        elif poll := _poll(source, turn, topics):
            polls.append(poll)
    return polls


def _record_lost(source: Source, lost_at: datetime) -> None:
    abandoned = Poll.Status.ABANDONED
    Poll.objects.create(source=source, started_at=lost_at - LEASE, status=abandoned)


def _poll(source: Source, turn: Turn, topics: EnabledTopics) -> Poll | None:
    """Make one attempt; None if the lease was lost: whoever has it now records that."""
    attempt = Attempt(source, turn, topics)
    try:
        try:
            return attempt.make()
        except MonitorError as error:
            logger.info("poll of source %s failed: %r", source.pk, error)
            return attempt.fail(error)
        except LeaseLostError:
            raise
        except Exception:  # a fault of ours must not hold up the sources after this one
            logger.exception("poll of source %s broke", source.pk)
            return attempt.fail(OwnFaultError())
    except LeaseLostError:
        return None
