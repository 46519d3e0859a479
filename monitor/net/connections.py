"""Connections that lead where they may, and end when their time is up, whatever the server does.

A name is looked up once; what was checked is what is connected to. Time-outs of sockets begin anew
with every byte, so a server that drips could hold a worker for days, in the handshake, in the
headers or in a compressed body that decodes to nothing: here each wait is for what is left.
"""

from __future__ import annotations

import socket
import ssl
import time
from functools import cache
from typing import Any, cast

from requests.utils import DEFAULT_CA_BUNDLE_PATH
from requests_hardened.ip_filter import filter_host
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import Url, connection
from urllib3.util.ssl_ import create_urllib3_context


class Deadline:
    """Seconds for all of a fetch, and at most for one wait within it."""

    def __init__(self, total: float, wait: float) -> None:
        self._end, self._wait = time.monotonic() + total, wait

    def left(self) -> float:
        """Give the seconds that the next wait may take.

        Raises:
            TimeoutError: none are left.

        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, self._wait)


class _Timely:
    """Waits for the next bytes as long as the deadline allows."""

    deadline: Deadline

    def recv_into(self, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401 - as sockets have it
        self.settimeout(self.deadline.left())  # type: ignore[attr-defined]
        count: int = super().recv_into(*args, **kwargs)  # type: ignore[misc]
        return count


class _Socket(_Timely, socket.socket):
    pass


class _TLSSocket(_Timely, ssl.SSLSocket):
    pass


class _GuardedConnection(HTTPConnection):
    def __init__(
        self,
        host: str,
        port: int,
        deadline: Deadline,
        *,
        public: bool,
        **options: Any,  # noqa: ANN401 - as the library has them
    ) -> None:
        super().__init__(host, port, timeout=deadline.left(), **options)
        self._deadline, self._public = deadline, public

    def connect(self) -> None:
        super().connect()
        cast("_Timely", self.sock).deadline = self._deadline

    def _new_conn(self) -> socket.socket:
        host = _public_address(self.host) if self._public else self.host
        connected = connection.create_connection(
            (host, self.port), self._deadline.left(), socket_options=self.socket_options
        )
        timely = _Socket(fileno=connected.detach())
        timely.settimeout(self._deadline.left())  # TLS takes it over for its handshake
        return timely


class _GuardedTLSConnection(_GuardedConnection, HTTPSConnection):
    pass


def open_connection(url: Url, deadline: Deadline, *, public: bool) -> HTTPConnection:
    """Give a connection, not open yet; ``public``: to no address of a private network."""
    host = (url.host or "").strip("[]")
    if url.scheme == "https":
        return _GuardedTLSConnection(
            host, url.port or 443, deadline, public=public, ssl_context=_tls()
        )
    return _GuardedConnection(host, url.port or 80, deadline, public=public)


@cache
def _tls() -> ssl.SSLContext:
    """One for all: reading the certificates takes longer than a fetch."""
    context = create_urllib3_context()
    context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
    context.sslsocket_class = _TLSSocket
    return context


def _public_address(host: str) -> str:
    """Look a name up; refuse it when any of its records is private, not only the first.

    Raises:
        InvalidIPAddress: a record of the name is private.

    """
    found = socket.getaddrinfo(
        host, None, family=connection.allowed_gai_family(), type=socket.SOCK_STREAM
    )
    records = [str(address[0]) for *_kind, address in found]
    for record in records:
        filter_host(record, 0, allow_loopback=False)
    return records[0]
