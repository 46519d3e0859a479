"""Outcomes: what came of asking some sources becomes rows, in one short transaction for all."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import random
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitor.errors import MonitorError, OwnFaultError
from monitor.models import Poll, Source
from monitor.pipeline.bulk import update_rows
from monitor.pipeline.harvest import Harvest
from monitor.pipeline.retrieve import Validators
from monitor.pipeline.store import ItemCounts, store_items
from monitor.rhythm import arrivals, minutes_between
from monitor.schedule import interval_of, next_try

logger = logging.getLogger(__name__)

#: What tells of no change, forgotten: the next poll is full.
FORGOTTEN = vars(Validators()) | {"body_digest": "", "told": []}
_GONE = 410


@dataclass(frozen=True)
class Outcome:
    """What came of asking a source. ``changes``: fields of the source with their new values."""

    source: Source
    started_at: datetime
    ended_at: datetime
    status: Poll.Status
    http_status: int | None = None
    error: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)
    found: Harvest | None = None


def failure(source: Source, started_at: datetime, error: MonitorError) -> Outcome:
    """Keep the reason and wait. What tells of no change goes, so that the next poll is full."""
    now, failures = timezone.now(), source.failures + 1
    reason, due_at = str(error), _next_try(now, failures, error)
    if error.status == _GONE:
        reason, due_at = f"{reason} {_paused()}", None
    changes = {"failures": failures, "last_error": reason, "due_at": due_at} | FORGOTTEN
    return Outcome(source, started_at, now, Poll.Status.FAILED, error.status, reason, changes)


def store_outcomes(outcomes: Sequence[Outcome]) -> list[Poll]:
    """Store what came of each attempt, give the sources back, and give the attempts' records.

    All is one transaction. If that breaks, each has one of its own, so that what cannot be stored
    takes nobody along but becomes a failure itself. Of a source whose lease was lost nothing is
    stored: whoever has it now records that.
    """
    try:
        with transaction.atomic():
            return _store(_held(outcomes))
    except Exception:
        logger.exception("storing polls of sources %s broke", [each.source.pk for each in outcomes])
    if len(outcomes) > 1:
        return [poll for outcome in outcomes for poll in store_outcomes([outcome])]
    with transaction.atomic():
        return _store(_held([_own_fault(outcome) for outcome in outcomes]))


def _held(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Leave out those whose lease was lost; the others' sources are locked."""
    tokens = {outcome.source.lease_token for outcome in outcomes}
    ours = Source.objects.filter(pk__in=[each.source.pk for each in outcomes])
    locked = ours.filter(lease_token__in=tokens).order_by("pk").select_for_update()
    held = set(locked.values_list("pk", flat=True))
    return [outcome for outcome in outcomes if outcome.source.pk in held]


def _store(outcomes: Sequence[Outcome]) -> list[Poll]:
    told = [(each.source, each.found.items if each.found else ()) for each in outcomes]
    stored = list(zip(outcomes, store_items(told, timezone.now()), strict=True))
    _give_back((each.source, _changes(each, counts.new)) for each, counts in stored)
    return Poll.objects.bulk_create(_record(each, counts) for each, counts in stored)


def _changes(outcome: Outcome, new: int) -> dict[str, Any]:
    """Give what changes in the source, of whose items so many were new."""
    source, now = outcome.source, outcome.ended_at
    changes = {**outcome.changes, "last_polled_at": now, "last_keyword": source.keyword}
    if outcome.status == Poll.Status.FAILED:
        return changes
    changes |= {"last_success_at": now, "failures": 0, "last_error": ""}
    if outcome.found:
        dates = ((item.published_on, item.published_at) for item in outcome.found.items)
        is_first = source.last_success_at is None
        changes["arrivals"] = arrivals(source.arrivals, dates, new, now, is_first=is_first)
    return changes | _pace(source, changes, now)


def _give_back(changed: Iterable[tuple[Source, Mapping[str, Any]]]) -> None:
    """Write what changed, one UPDATE for all sources of which the same fields did."""
    by_names = defaultdict(list)
    for source, changes in changed:
        other = {name: value for name, value in changes.items() if getattr(source, name) != value}
        by_names[tuple(other)].append((source.pk, *other.values()))
    for names, rows in by_names.items():
        update_rows(Source, names, rows, lease_token=None, lease_until=None)


def _record(outcome: Outcome, counts: ItemCounts) -> Poll:
    return Poll(
        source=outcome.source, started_at=outcome.started_at,
        seconds=round((outcome.ended_at - outcome.started_at).total_seconds(), 3),
        status=outcome.status, http_status=outcome.http_status, error=outcome.error,
        seen=outcome.found.seen if outcome.found else 0, new=counts.new, changed=counts.changed,
    )  # fmt: skip


def _own_fault(outcome: Outcome) -> Outcome:
    return failure(outcome.source, outcome.started_at, OwnFaultError())


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
