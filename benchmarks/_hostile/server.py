"""The server behind every address: sites by name, each with its answers, and a log of it all."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from benchmarks._hostile.names import Names, NameServer

#: Those of the web, and some where no program that reads news has any business.
PORTS = (80, 8000, 22, 25, 5432, 6379)
_MOST_HEADERS = 64 * 1024


@dataclass(frozen=True)
class Request:
    """What was asked, of which address, and when (seconds since 1970)."""

    address: str
    host: str
    path: str
    headers: Mapping[str, str]
    at: float


@dataclass
class Exchange:
    """A request under way, the n-th for its path, and the way to answer it."""

    request: Request
    number: int
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()


Answer = Callable[[Exchange], Awaitable[None]]


@dataclass
class World:
    """All sites by host and path, and all that was asked of them or of anybody else."""

    names: Names = field(default_factory=Names)
    sites: dict[str, Mapping[str, Answer]] = field(default_factory=dict)
    log: list[Request] = field(default_factory=list)
    #: Connections to addresses that no name has, by path of the request or "" if none came.
    private: list[tuple[str, str]] = field(default_factory=list)
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    otherwise: Callable[[Exchange], Awaitable[None]] | None = None

    def asked(self, host: str, *, robots: bool = False) -> list[Request]:
        """Give the requests to a host in their order, those for robots.txt only if wanted."""
        return [
            request
            for request in self.log
            if request.host == host and (robots or request.path != "/robots.txt")
        ]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection."""
        address = writer.get_extra_info("sockname")[0]
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await self._answer(address, reader, writer)
        writer.close()

    async def _answer(
        self, address: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if not self.names.is_public(address):
            self.private.append((address, ""))
        request = _read(address, await reader.readuntil(b"\r\n\r\n"))
        if not self.names.is_public(address):
            self.private[-1] = (address, request.path)
        self.log.append(request)
        self._counts[request.host, request.path] += 1
        answer = self.sites.get(request.host, {}).get(request.path) or self.otherwise
        if answer:
            number = self._counts[request.host, request.path]
            await answer(Exchange(request, number, writer))


def _read(address: str, head: bytes) -> Request:
    first, *lines = head.decode("latin-1").rstrip().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
    host = headers.get("host", "").partition(":")[0]
    return Request(address, host, first.split(" ")[1], headers, time.time())


def start(world: World) -> None:
    """Serve the world in a thread of its own until the process ends."""
    ready = threading.Event()
    threading.Thread(target=lambda: asyncio.run(_run(world, ready)), daemon=True).start()
    if not ready.wait(10):
        raise RuntimeError("the server does not start")


async def _run(world: World, ready: threading.Event) -> None:
    loop = asyncio.get_running_loop()
    await loop.create_datagram_endpoint(lambda: NameServer(world.names), ("127.0.0.1", 53))
    for port in PORTS:
        for family, host in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):
            await asyncio.start_server(
                world.serve, host, port, family=family, backlog=256, limit=_MOST_HEADERS
            )
    ready.set()
    await asyncio.Event().wait()
