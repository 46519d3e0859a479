"""Polling: Source → Entry. One attempt at one source, by one worker at a time.

What is due is taken in small groups, one source of each host, in a few queries for all of them.
They are asked one after the other; then the results, the sources' next times and the attempts'
records are written in one transaction. Of attempts whose worker died there are only the leases,
which run out: whoever takes the sources then records it.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet
from django.utils import timezone

from leases.models import LeasedQuerySet
from monitor.attempt import Attempt
from monitor.models import Host, Poll, Source
from monitor.outcomes import Outcome, store_outcomes
from monitor.schedule import LEASE
from monitor.turns import PATIENCE, Turn, turns

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
    """Ask one after the other; what slow servers leave no time for is given back, still due."""
    outcomes: list[Outcome] = []
    until = time.monotonic() + GROUP_SECONDS
    for source, waiting, turn in claimed:
        if waiting.lost_at:
            _record_lost(source, waiting.lost_at)
        if time.monotonic() > until and source.lease_token:
            Source.objects.finish(source.pk, source.lease_token)
        else:
            outcomes.append(Attempt(source, turn).make())
    return store_outcomes(outcomes)


def _record_lost(source: Source, lost_at: datetime) -> None:
    abandoned = Poll.Status.ABANDONED
    Poll.objects.create(source=source, started_at=lost_at - LEASE, status=abandoned)
