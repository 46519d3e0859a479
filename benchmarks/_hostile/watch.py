"""The run: sources are added, polled as often as their cases want, and looked at in the end."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from benchmarks._hostile.case import Case
from benchmarks._hostile.expect import NEVER
from benchmarks._hostile.outcome import Outcome
from benchmarks._hostile.server import World
from monitor.errors import OwnFaultError
from monitor.models import Entry, Poll, Source

#: Seconds between two polls of a steady source, and between two looks.
RHYTHM, _PAUSE = 3, 0.25


@dataclass
class Watch:
    """Follows the sources of all cases, and steady ones among them."""

    world: World
    cases: Sequence[Case]
    steady: Sequence[str]
    waits: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    #: By how many seconds a steady source was asked later than it was due.
    late: list[float] = field(default_factory=list)
    _due: dict[int, float] = field(default_factory=dict)

    def begin(self) -> None:
        """Add all sources; each is due at once."""
        rows = [
            Source(name=case.name, url=case.address, interval_minutes=60, **case.fields)
            for case in self.cases
        ]
        rows += [Source(name=host, url=f"http://{host}/feed.xml") for host in self.steady]
        Source.objects.bulk_create(rows)
        ids = Source.objects.order_by("pk").values_list("pk", flat=True)
        self._by_source = dict(zip(ids, [*self.cases, *self.steady], strict=True))
        self._due = dict.fromkeys(self._by_source, time.time())
        self._polled: dict[int, object] = {}

    def follow(self, seconds: float) -> bool:
        """Look on until all is done, for so many seconds at most; whether all was."""
        end = time.time() + seconds
        while time.time() < end:
            if self._look() and not self._pages_left():
                return True
            time.sleep(_PAUSE)
        return False

    def _look(self) -> bool:
        """Note who was polled since the last look, and make due who is to be polled again."""
        rows = Source.objects.filter(lease_until=None, last_polled_at__isnull=False)
        again = []
        for pk, polled_at, due_at in rows.values_list("pk", "last_polled_at", "due_at"):
            if self._polled.get(pk) == polled_at:
                continue
            self._polled[pk] = polled_at
            self.waits[pk].append((due_at - polled_at).total_seconds() / 60 if due_at else NEVER)
            if self._is_wanted_again(pk):
                again.append(pk)
        for pk in again:
            wait = 0 if isinstance(self._by_source[pk], Case) else RHYTHM
            self._due[pk] = time.time() + wait
            due_at = timezone.now() + timedelta(seconds=wait)
            Source.objects.filter(pk=pk).update(due_at=due_at)
        return all(
            len(self.waits[pk]) >= case.polls
            for pk, case in self._by_source.items()
            if isinstance(case, Case)
        )

    def _is_wanted_again(self, pk: int) -> bool:
        case = self._by_source[pk]
        if isinstance(case, Case):
            return len(self.waits[pk]) < case.polls
        for request in self.world.asked(case)[-1:]:
            self.late.append(request.at - self._due[pk])
        return True

    def _pages_left(self) -> bool:
        now = timezone.now()
        return Entry.objects.filter(Q(lease_until__gt=now) | Q(due_at__lte=now)).exists()

    def own_faults(self) -> int:
        """Count the polls and pages at which the program itself failed."""
        fault = str(OwnFaultError())
        polls, pages = Poll.objects.filter(error=fault), Entry.objects.filter(error=fault)
        return polls.count() + pages.count()

    def outcomes(self) -> list[Outcome]:
        """Give what became of each case."""
        return [
            self._outcome(pk, case)
            for pk, case in self._by_source.items()
            if isinstance(case, Case)
        ]

    def _outcome(self, pk: int, case: Case) -> Outcome:
        return Outcome(
            case=case,
            source=Source.objects.get(pk=pk),
            polls=Poll.objects.filter(source=pk).order_by("pk"),
            entries=Entry.objects.filter(source=pk).order_by("pk"),
            requests=self.world.asked(case.host),
            elsewhere=[asked for host in case.elsewhere for asked in self.world.asked(host)],
            robots=len(self.world.asked(case.host, robots=True)) - len(self.world.asked(case.host)),
            waits=self.waits[pk],
            private=sum(f"/{case.slug}/" in path for _address, path in self.world.private),
        )
