"""Connections that end when their time is up, whatever the server does.

Time-outs of sockets begin anew with every byte, so a server that drips can hold a worker for days:
in the handshake, in the headers or in a compressed body that decodes to nothing.
"""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

from urllib3 import HTTPConnectionPool, PoolManager
from urllib3.connection import HTTPConnection


class Deadline:
    """Within its ``with`` block, shuts all watched sockets down when the seconds have passed."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._twins: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            while self._twins:
                self._twins.pop().close()

    def watch(self, manager: PoolManager) -> None:
        """Watch all connections that the manager is going to open."""
        pools = manager.pool_classes_by_scheme.items()
        manager.pool_classes_by_scheme = {scheme: _watched(pool, self) for scheme, pool in pools}

    def add(self, connected: socket.socket) -> None:
        """Watch a socket by a duplicate: TLS takes the descriptor of the first away."""
        with self._lock:
            self._twins.append(connected.dup())
        if self.passed:
            self._pass()

    def _pass(self) -> None:
        self.passed = True
        with self._lock:
            for twin in self._twins:
                with suppress(OSError):  # the server may have hung up before us
                    twin.shutdown(socket.SHUT_RDWR)


class _WatchedConnection(HTTPConnection):
    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        self.deadline.add(connected)
        return connected


def _watched(pool: type[HTTPConnectionPool], deadline: Deadline) -> type[HTTPConnectionPool]:
    """Give a pool whose connections, plain or TLS, are watched from their first byte."""
    connection = type(
        "WatchedConnection", (_WatchedConnection, pool.ConnectionCls), {"deadline": deadline}
    )
    return type("WatchedPool", (pool,), {"ConnectionCls": connection})
