"""What tests of monitoring share: English messages, and servers on loopback that lead nowhere."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from django.utils import translation

Answer = Callable[[socket.socket], None]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def raw_server() -> Iterator[Callable[[Answer], str]]:
    """Starts a server that speaks to each connection byte by byte; gives its address."""
    listeners: list[socket.socket] = []

    def start(answer: Answer) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        threading.Thread(target=_serve, args=(listener, answer), daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

    yield start
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _serve(listener: socket.socket, answer: Answer) -> None:
    while True:
        try:
            connection, _peer = listener.accept()
        except OSError:
            return
        with connection:
            try:
                connection.recv(65536)
                answer(connection)
            except OSError:  # the client hung up, as it should
                continue
