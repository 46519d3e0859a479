"""Turns: one worker at a time asks a host, and after each turn the host rests."""

from __future__ import annotations

import time
import uuid
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from monitor.errors import MonitorError
from monitor.models import Host
from monitor.pipeline.robots import store_robots
from monitor.schedule import LEASE, LONGEST_WAIT

#: Seconds that somebody who asks for one page waits for its host.
PATIENCE = 10.0
_LOOK_AGAIN = 0.1


@dataclass
class Turn:
    """The right to ask a host. ``rest_until``: the host asks to be left alone for longer."""

    host: Host
    rest_until: datetime | None = None

    def __post_init__(self) -> None:
        """Remember which robots.txt was known."""
        self._known_until = self.host.robots_until

    @property
    def brought_robots(self) -> bool:
        """Whether the host's robots.txt was read in this turn."""
        return self.host.robots_until != self._known_until

    def heed(self, error: MonitorError) -> None:
        """Leave the host alone for as long as its answer asks, for a day at most."""
        if error.status and error.not_before:
            self.rest_until = min(error.not_before, timezone.now() + LONGEST_WAIT)


@contextmanager
def turns(names: Iterable[str], patience: float = 0) -> Iterator[dict[str, Turn]]:
    """Hold those of the hosts that are free, by name, until the block ends.

    Who takes a turn out of the dictionary keeps it, and gives it back by :func:`rest`.
    ``patience``: seconds to wait while none of them is free.
    """
    wanted, deadline = set(names), time.monotonic() + patience
    while not (held := _take(wanted, timezone.now())) and wanted and time.monotonic() < deadline:
        time.sleep(_LOOK_AGAIN)
    try:
        yield held
    finally:
        rest(held.values())


def _take(names: set[str], now: datetime) -> dict[str, Turn]:
    held = {host.name: Turn(host) for host in Host.objects.claim_all(names, now, LEASE)}
    if unknown := names - held.keys():  # or taken by another worker just now
        token = uuid.uuid4()
        until = Host.objects.lease_end(unknown, token, now, LEASE)
        new = [
            Host(name=name, due_at=now, lease_token=token, lease_until=until) for name in unknown
        ]
        Host.objects.bulk_create(new, ignore_conflicts=True)
        ours = Host.objects.filter(pk__in=unknown, lease_token=token)
        held |= {host.name: Turn(host) for host in ours}
    return held


def rest(held: Collection[Turn]) -> None:
    """Give the hosts back: one UPDATE for all that need no more than the usual pause.

    What was read of their robots.txt is kept.
    """
    for turn in held:
        if turn.brought_robots:
            store_robots(turn.host)
    now = timezone.now()
    usual = now + timedelta(seconds=settings.MONITOR_PAUSE)
    by_end: dict[datetime, list[Host]] = {}
    for turn in held:
        delay = now + timedelta(seconds=turn.host.crawl_delay)
        end = max(usual, delay, turn.rest_until or usual)
        by_end.setdefault(end, []).append(turn.host)
    for end, hosts in by_end.items():
        tokens = {host.lease_token for host in hosts}
        ours = Host.objects.filter(pk__in=[host.pk for host in hosts], lease_token__in=tokens)
        ours.update(lease_token=None, lease_until=None, due_at=end)
