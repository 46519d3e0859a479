"""The outlets: feeds that bring items all day, and now and then fail; a process of its own.

Run as ``python -m benchmarks._endurance.outlets OUTLETS LOG`` it prints its port. What an outlet
publishes, and when, follows from its number alone, so that whoever knows the number knows all its
items. Every line of the log is one answer: hour, outlet, what kind, how many items.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TextIO

from benchmarks._endurance import clock
from benchmarks._feeds import address

#: Items in a feed at once, and on average in a day; of each outlet.
SHOWN, A_DAY = 30, 10
_LONGEST = 200  # hours
#: Of all answers this share fails, each in one of these ways.
_FAILING = 0.03
_WORDS = (
    "医院",
    "病历",
    "互认",
    "挂号",
    "医保",
    "会诊",
    "药品",
    "疫苗",
    "基层",
    "影像",
    "急救",
    "养老",
)


@cache
def hours_of(outlet: int) -> tuple[float, ...]:
    """Give the hours at which an outlet publishes its items; some were before the first."""
    dice = random.Random(outlet)
    at, found = -6.0, []
    while (at := at + dice.expovariate(A_DAY / 24)) < _LONGEST:
        found.append(at)
    return tuple(found)


@cache
def closed_hours(outlet: int) -> tuple[float, float]:
    """Give when the outlet's feed is closed for some hours; every fifth outlet's is."""
    dice = random.Random(-outlet - 1)
    begin = dice.uniform(1, 18)
    return (begin, begin + dice.uniform(0.5, 3)) if outlet % 5 == 0 else (0.0, 0.0)


def published(outlet: int, hour: float) -> int:
    """Give how many items an outlet has published by an hour."""
    return sum(at <= hour for at in hours_of(outlet))


class Outlets:
    """Answers for all outlets; told ``/quiet`` it publishes no more and fails no more."""

    def __init__(self, log: TextIO) -> None:
        self._log, self._quiet_since = log, 0.0
        self._dice = random.Random(0)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        path = (await reader.readuntil(b"\r\n\r\n")).split()[1].decode("latin-1")
        _net, one, upper, lower = writer.get_extra_info("sockname")[0].split(".")
        if one == "0":
            self._quiet_since = self._quiet_since or clock.hours()
            await send(writer, str(self._quiet_since))
        else:
            await self._serve((int(upper) - 1) * 250 + int(lower) - 1, path, writer)
        writer.close()

    async def _serve(self, outlet: int, path: str, writer: asyncio.StreamWriter) -> None:
        hour = self._quiet_since or clock.hours()
        if path == "/robots.txt":
            await send(writer, "", "404 Not Found")
            return
        body = feed(outlet, hour) if path == "/feed.xml" else page(outlet, path)
        failure = self._failure(outlet, path, hour)
        count = published(outlet, hour) if path == "/feed.xml" else 0
        print(f"{clock.hours():.4f} {outlet} {path} {failure} {count}", file=self._log, flush=True)
        await _ANSWERS[failure](writer, body)

    def _failure(self, outlet: int, path: str, hour: float) -> str:
        begin, end = closed_hours(outlet)
        if self._quiet_since:
            return "good"
        if path == "/feed.xml" and begin <= hour < end:
            return "closed"
        if self._dice.random() >= _FAILING:
            return "good"
        return self._dice.choice([name for name in _ANSWERS if name not in {"good", "closed"}])


def feed(outlet: int, hour: float) -> str:
    """Give an outlet's feed at an hour, the newest item on top."""
    newest = published(outlet, hour)
    items = "".join(
        f"<item><title>{title(outlet, number)}</title><link>/{number}.html</link>"
        f"<pubDate>{_date(hours_of(outlet)[number])}</pubDate></item>"
        for number in range(newest - 1, max(newest - SHOWN, 0) - 1, -1)
    )
    return f'<rss version="2.0"><channel><title>样例{outlet}</title>{items}</channel></rss>'


def _date(hour: float) -> str:
    return (clock.START + timedelta(hours=hour)).isoformat()


def title(outlet: int, number: int) -> str:
    """Give the title of an item; no other has it."""
    return f"样例标题：第{outlet}家媒体的第{number}则消息"


def page(outlet: int, path: str) -> str:
    """Give an article's page; its text is like no other's."""
    dice = random.Random(f"{outlet}{path}")
    words = ["".join(dice.choices(_WORDS, k=12)) + f"{dice.random():.9f}" for _ in range(8)]
    name = title(outlet, int(path.strip("/").removesuffix(".html")))
    text = "".join(f"<p>样例正文，{word}，示例市的{word[:4]}。</p>" for word in words)
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{name}</title></head><body>'
        f"<h1>{name}</h1><div>{text}</div></body></html>"
    )


async def send(writer: asyncio.StreamWriter, body: str, status: str = "200 OK") -> None:
    """Answer as it should be."""
    data = body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(data)}\r\nConnection: close\r\n\r\n"
    writer.write(head.encode() + data)
    await writer.drain()


async def _cut(writer: asyncio.StreamWriter, body: str) -> None:
    data = body.encode()
    writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data[:100])
    await writer.drain()


async def _hang(_writer: asyncio.StreamWriter, _body: str) -> None:
    await asyncio.sleep(5)


async def _drop(_writer: asyncio.StreamWriter, _body: str) -> None:
    """Say nothing and hang up."""


_ANSWERS: dict[str, Callable[[asyncio.StreamWriter, str], Awaitable[None]]] = {
    "good": send,
    "closed": lambda writer, _body: send(writer, "", "503 Service Unavailable"),
    "error": lambda writer, _body: send(writer, "", "500 Internal Server Error"),
    "captcha": lambda writer, _body: send(writer, "<html><form><input></form></html>"),
    "cut": _cut,
    "hang": _hang,
    "drop": _drop,
}


async def _serve(outlets: int, log: Path) -> None:
    with log.open("w") as output:
        answer = Outlets(output).answer
        control = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = control.sockets[0].getsockname()[1]
        for number in range(outlets):
            await asyncio.start_server(answer, address(number), port)
        print(port, flush=True)
        await control.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), Path(sys.argv[2])))
