"""Ways to answer: well, late, too much, too little, or elsewhere."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Mapping

from benchmarks._hostile.server import Answer, Exchange

XML = "application/xml; charset=utf-8"
HTML = "text/html; charset=utf-8"
_FOR_EVER = 120  # seconds: longer than anybody should wait


def whole(
    body: bytes | str,
    content_type: str = XML,
    status: str = "200 OK",
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Answer with a body, complete."""
    data = body.encode() if isinstance(body, str) else body
    known = {"Content-Type": content_type, "Content-Length": str(len(data))}
    return raw(head(known | dict(headers or {}), status) + data)


def head(headers: Mapping[str, str], status: str = "200 OK") -> bytes:
    """Give the head of an answer, its last line empty."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
    return f"HTTP/1.1 {status}\r\nConnection: close\r\n{lines}\r\n".encode()


def raw(data: bytes) -> Answer:
    """Answer with these very bytes and hang up."""

    async def answer(exchange: Exchange) -> None:
        await exchange.send(data)

    return answer


def page(body: str) -> Answer:
    """Answer with a page."""
    return whole(body, HTML)


def status(line: str, **headers: str) -> Answer:
    """Answer with a status and headers, the underscores in whose names are hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return whole("", "text/plain", line, named)


def redirect(location: str, line: str = "302 Found", **headers: str) -> Answer:
    """Lead elsewhere."""
    return status(line, Location=location, **headers)


def in_turn(*answers: Answer) -> Answer:
    """Give one answer after the other, and the last for ever."""

    async def answer(exchange: Exchange) -> None:
        await answers[min(exchange.number, len(answers)) - 1](exchange)

    return answer


def validated(body: str, tag: str = '"1"') -> Answer:
    """Answer with a body and its validator, or 304 to who shows that again."""
    full = whole(body, headers={"ETag": tag})

    async def answer(exchange: Exchange) -> None:
        known = exchange.request.headers.get("if-none-match") == tag.lower()
        await (status("304 Not Modified", ETag=tag) if known else full)(exchange)

    return answer


def slowly(quick: Answer, seconds: float = 0.5) -> Answer:
    """Answer the same, only later."""

    async def answer(exchange: Exchange) -> None:
        await asyncio.sleep(seconds)
        await quick(exchange)

    return answer


def hole() -> Answer:
    """Answer nothing."""

    async def answer(_exchange: Exchange) -> None:
        await asyncio.sleep(_FOR_EVER)

    return answer


def drip(start: bytes, piece: bytes, pause: float = 1) -> Answer:
    """Answer with a beginning, then piece after piece."""

    async def answer(exchange: Exchange) -> None:
        await exchange.send(start)
        for _ in range(int(_FOR_EVER / pause)):
            await asyncio.sleep(pause)
            await exchange.send(piece)

    return answer


def flood(start: bytes, piece: bytes = b"x" * 65536, pieces: int = 4800) -> Answer:
    """Answer as fast as it goes: 300 MB, if nobody hangs up."""

    async def answer(exchange: Exchange) -> None:
        await exchange.send(start)
        for _ in range(pieces):
            await exchange.send(piece)

    return answer


def bomb(megabytes: int, layers: int = 1, wbits: int = 31) -> bytes:
    """Give so many megabytes of blanks behind a feed's beginning, compressed."""
    packer = zlib.compressobj(9, wbits=wbits)
    blanks = b" " * 1024 * 1024
    data = packer.compress(b"<rss>") + b"".join(packer.compress(blanks) for _ in range(megabytes))
    data += packer.flush()
    for _ in range(layers - 1):
        data = gzip.compress(data)
    return data
