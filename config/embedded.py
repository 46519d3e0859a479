"""Worker and scheduler as threads of one process, for an installation without services."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from celery import Celery
from celery.beat import Scheduler, Service
from celery.worker import state

#: Tasks at once: polling waits for the network, and rendering runs in a process of its own.
_THREADS = 2
_STOP_SECONDS = 10


class EmbeddedWorker(AbstractContextManager["EmbeddedWorker"]):
    """A Celery worker in a thread, and with ``scheduler`` the ticks in another.

    Work that is under way when the process ends stays in the database: its lease runs out and the
    next worker takes it.
    """

    def __init__(self, app: Celery, *, scheduler: bool = True, threads: int = _THREADS) -> None:
        self._ready = threading.Event()
        self._worker = app.WorkController(
            pool="threads",
            concurrency=threads,
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
            ready_callback=lambda _consumer: self._ready.set(),
        )
        self._thread = threading.Thread(target=self._worker.start, name="worker", daemon=True)
        # Static ticks: a schedule in memory will do.
        self._beat = Service(app, scheduler_cls=Scheduler) if scheduler else None

    def __enter__(self) -> Self:
        """Start; returns when the worker takes messages."""
        self._thread.start()
        self._ready.wait(_STOP_SECONDS)
        if self._beat:
            threading.Thread(target=self._beat.start, name="scheduler", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop taking messages and wait a little for what is under way."""
        if self._beat:
            self._beat.stop()  # asleep for up to a minute; its thread ends with the process
        state.should_stop = 0  # type: ignore[assignment]  # an exit code, says Celery's code
        self._thread.join(_STOP_SECONDS)
        state.should_stop = None
