"""Heartbeat: a living worker renews what it holds; what a dead one held is free within a tick.

Where a heart beats leases are written for a short time and renewed, until they are given back or
have taken as long as they may: work that hangs is taken from a living worker, too. Pages and
commands have no heartbeat; what they hold is theirs for the whole time.
"""

from __future__ import annotations

import logging
import threading
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import Error, connection
from django.utils import timezone

logger = logging.getLogger(__name__)

#: How long a lease holds after the last beat: no longer than from one tick to the next.
LIFE = timedelta(seconds=30)
#: Seconds between two beats. Two of them may be missed.
BEAT = 10.0


class Held(Protocol):
    """Rows that were taken under one token, and perhaps given back."""

    def renew(self, token: uuid.UUID, until: datetime) -> int:
        """Hold those for longer that are still held under the token; how many were."""


@dataclass(frozen=True)
class _Lease:
    rows: Held
    since: datetime
    end: datetime


class Heartbeat:
    """The heartbeat of this process; it holds still until :meth:`start`."""

    def __init__(self) -> None:
        self._leases: dict[uuid.UUID, _Lease] = {}
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to beat, in a thread of its own."""
        if not self._is_beating():
            self._stopping.clear()
            self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Hold still; what is held stays held for a last :data:`LIFE`."""
        self._stopping.set()
        if self._is_beating() and self._thread:
            self._thread.join()
        self._leases.clear()

    def watch(self, rows: Held, token: uuid.UUID, now: datetime, longest: timedelta) -> datetime:
        """Say until when a lease is to be written that is taken now; from then on renew it."""
        if not self._is_beating():
            return now + longest
        self._leases[token] = _Lease(rows, now, now + longest)
        return now + min(longest, LIFE)

    def beat(self, now: datetime) -> None:
        """Renew what is still held, and forget the rest."""
        for token, lease in list(self._leases.items()):
            is_young = now - lease.since < LIFE / 3  # most are given back before they need a beat
            if not is_young and not (now < lease.end and lease.rows.renew(token, now + LIFE)):
                del self._leases[token]

    def _is_beating(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.wait(BEAT):
            try:
                self.beat(timezone.now())
            except Error as error:  # the database may be back at the next beat
                logger.warning("leases could not be renewed: %s", error)
            finally:
                connection.close()


#: Of this process.
heartbeat = Heartbeat()
