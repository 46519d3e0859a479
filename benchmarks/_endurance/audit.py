"""The audit after the day: what the outlets have published and failed, and what the rows say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.db.models import Count

from benchmarks._endurance import clock
from benchmarks._endurance.outlets import published
from monitor.models import Entry, Poll, Snapshot, Source

#: How long after an answer the record of its poll may begin, and before: hours.
_AFTER, _BEFORE = 0.25, 0.5


class Answer(NamedTuple):
    """One line of the outlets' log."""

    hour: float
    outlet: int
    path: str
    kind: str
    items: int


def answers(log: Path) -> list[Answer]:
    """Read the outlets' log."""
    rows = (line.split() for line in log.read_text().splitlines())
    return [Answer(float(h), int(o), path, kind, int(n)) for h, o, path, kind, n in rows]


def is_settled(since: float) -> bool:
    """Whether every source was polled well after an hour, and every page is read."""
    moment = clock.START + timedelta(hours=since)
    waiting = Source.objects.exclude(failures=0, last_success_at__gt=moment)
    unread = Entry.objects.exclude(state=Entry.State.CAPTURED, due_at=None)
    return not waiting.exists() and not unread.exists()


def findings(
    outlets: int, quiet: float, log: Path, broken: Sequence[tuple[float, float]]
) -> dict[str, int]:
    """Count what must not be, by name; all are to be 0.

    ``broken`` are the hours between which something of the program or under it was down: of polls
    that were under way then there may be no record.
    """
    expected = {(n, f"/{k}.html") for n in range(outlets) for k in range(published(n, quiet))}
    rows = Entry.objects.values_list("source__name", "url")
    found = Counter((int(name), "/" + url.rpartition("/")[2]) for name, url in rows)
    entries = Entry.objects.annotate(kept=Count("snapshots"))
    return {
        "items lost": len(expected - set(found)),
        "items doubled": sum(found.values()) - len(found),
        "items that nobody published": len(set(found) - expected),
        "pages not read": Entry.objects.exclude(state=Entry.State.CAPTURED, error="").count(),
        "pages without a snapshot": entries.filter(kept=0).count(),
        "snapshots doubled": entries.filter(kept__gt=1).count(),
        "sources still failing": Source.objects.exclude(failures=0, last_error="").count(),
        "polls still running": Poll.objects.filter(status="running").count(),
        "leases left behind": Source.objects.filter(lease_until__lt=_an_hour_ago()).count()
        + Entry.objects.filter(lease_until__lt=_an_hour_ago()).count(),
        "failures that no poll shows": len(_unseen(log, broken)),
    }


def _an_hour_ago() -> datetime:
    """Whose lease ran out before was forgotten; others are at work still."""
    return clock.now() - timedelta(hours=1)


def _unseen(log: Path, broken: Sequence[tuple[float, float]]) -> list[Answer]:
    """Failed answers to polls of which no record tells, though nothing was down then."""
    polls: dict[int, list[float]] = defaultdict(list)
    rows = Poll.objects.exclude(status__in=("ok", "not_modified"))
    for name, at in rows.values_list("source__name", "started_at"):
        polls[int(name)].append((at - clock.START).total_seconds() / 3600)
    return [
        answer
        for answer in answers(log)
        if answer.path == "/feed.xml"
        and answer.kind != "good"
        and not any(-_BEFORE < at - answer.hour < _AFTER for at in polls[answer.outlet])
        and not any(begin - _BEFORE < answer.hour < end + _AFTER for begin, end in broken)
    ]


def figures(log: Path) -> dict[str, int]:
    """Count what has happened."""
    said = answers(log)
    failed = [answer for answer in said if answer.kind != "good"]
    return {
        "answers of outlets": len(said),
        "of them failures": len(failed),
        "polls recorded": Poll.objects.count(),
        "of them failed": Poll.objects.filter(status="failed").count(),
        "of them broken off": Poll.objects.filter(status="abandoned").count(),
        "entries": Entry.objects.count(),
        "snapshots": Snapshot.objects.count(),
    }
