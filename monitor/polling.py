"""Polling: Source → Entry. One attempt at one source, by one worker at a time.

What is due is taken in small groups, one source of each host, in a few queries for all of them.
They are asked side by side; then the results, the sources' next times and the attempts' records are
written in one transaction, those of slow servers later by themselves. Of attempts whose worker died
there are only the leases, which run out: whoever takes the sources then records it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet
from django.utils import timezone

from leases.heartbeat import LIFE
from leases.models import LeasedQuerySet
from monitor.attempt import Attempt
from monitor.lanes import DOUBTFUL, SOUND
from monitor.models import Host, Poll, Source
from monitor.outcomes import store_outcomes
from monitor.schedule import LEASE
from monitor.turns import PATIENCE, rest, turns

#: Sources taken at once: a few queries for many. As many as a task carries (``tasks.BATCH``).
GROUP = 25


def poll_due(source_ids: Collection[int]) -> list[Poll]:
    """Poll those of the sources that are due and enabled, and whose hosts may be asked now.

    Gives the records of the attempts, failed ones too; not of those that take long, which come to
    their end by themselves. A source whose host is busy stays due.
    """
    polls: list[Poll] = []
    left = set(source_ids)
    while left and (group := _next(left)):
        lane = DOUBTFUL if any(waiting.failures for waiting in group.values()) else SOUND
        polls += lane.ask(_begin(group), _settle, _give_back)
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
    attempts = _begin(group, due_only=due_only, patience=PATIENCE)
    for attempt in attempts:
        attempt.ask()
    return next(iter(_settle(attempts)), None)


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
    """Choose the next sources, by host: those whose hosts may be asked. Failing ones come last."""
    now = timezone.now()
    busy = Host.objects.busy(now).values("pk")
    chosen = _first_of_each_host(_due(now).filter(pk__in=source_ids).exclude(host__in=busy))
    sound = {host: waiting for host, waiting in chosen.items() if not waiting.failures}
    return dict(islice((sound or chosen).items(), GROUP))


def _first_of_each_host(sources: QuerySet[Source]) -> dict[str, _Waiting]:
    chosen: dict[str, _Waiting] = {}
    for row in sources.values_list("host", "pk", "failures", "lease_until"):
        chosen.setdefault(row[0], _Waiting(*row))
    return chosen


def _begin(
    group: Mapping[str, _Waiting], *, due_only: bool = True, patience: float = 0
) -> list[Attempt]:
    """Take those of the sources, and the turns of their hosts, that nobody else has taken."""
    with turns(group, patience) as held:
        now = timezone.now()
        chosen = {group[host].pk: group[host] for host in held}
        sources = list(Source.objects.claim_all(chosen, now, LEASE, due_only=due_only))
        for source in sources:
            if lost_at := chosen[source.pk].lost_at:
                _record_lost(source, lost_at)
        return [Attempt(source, held.pop(chosen[source.pk].host)) for source in sources]


def _settle(attempts: Sequence[Attempt]) -> list[Poll]:
    """Store what came of the attempts, and let the hosts rest."""
    if not attempts:
        return []
    try:
        return store_outcomes([attempt.outcome for attempt in attempts])
    finally:
        rest([attempt.turn for attempt in attempts])


def _give_back(attempts: Sequence[Attempt]) -> None:
    """Leave sources due that no thread was free for."""
    for source in (attempt.source for attempt in attempts):
        if source.lease_token:
            Source.objects.finish(source.pk, source.lease_token)
    rest([attempt.turn for attempt in attempts])


def _record_lost(source: Source, lost_at: datetime) -> None:
    """Record an attempt of which nobody knows but when its worker was heard of last."""
    abandoned = Poll.Status.ABANDONED
    Poll.objects.create(source=source, started_at=lost_at - LIFE, status=abandoned)
