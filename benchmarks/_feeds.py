"""A server of sample feeds on loopback, in a process of its own: an address of its own for each.

Run as ``python -m benchmarks._feeds FEEDS LATENCY`` it prints its port, then answers until it is
ended. ``/publish`` on 127.0.0.1 puts one new item on top of every feed; ``/forget`` makes it answer
every request in full, as servers do that know no validators.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.request import urlopen

ITEMS = 34
_WORDS = (
    "本文是性能测量用的样例。示例市卫生健康委员会介绍，全市医院推进数据共享与便民服务，"
    "患者凭一张卡即可在各家医院挂号、缴费、查询报告。",
    "样例正文：信息中心今年更新了机房与网络，影像资料上云，基层医生可以随时请上级医院会诊。",
    "样例评论：数据只有在流动中才有价值，但流动必须以安全为前提，二者缺一不可。",
    "据样例统计，三年来全市远程会诊量增长近两倍，平均等候时间由四十分钟缩短到十五分钟。",
)
#: One of them stands in each title.
SUBJECTS = (
    "电子病历", "检查结果互认", "医保支付", "远程医疗", "药品采购", "分级诊疗", "基层卫生",
    "疫苗接种", "中医药", "养老服务", "托育服务",
    "职业健康", "食品安全", "急救体系", "血液供应", "健康科普",
    "人才培养",
)  # fmt: skip
_START = datetime(2026, 11, 2, tzinfo=UTC)


@dataclass(frozen=True)
class FeedServer:
    """The running server: where its feeds are, and how to change them."""

    port: int
    feeds: int

    @property
    def urls(self) -> list[str]:
        """The addresses of all feeds; every fourth is Atom, the others RSS."""
        return [f"http://{address(number)}:{self.port}/feed.xml" for number in range(self.feeds)]

    def tell(self, command: str) -> None:
        """Give one of the commands ``publish`` and ``forget``."""
        with urlopen(f"http://127.0.0.1:{self.port}/{command}") as answer:
            answer.read()


@contextmanager
def serving(feeds: int, latency: float = 0.05) -> Iterator[FeedServer]:
    """Serve so many feeds, each answer after ``latency`` seconds, until the block ends."""
    command = [sys.executable, "-m", "benchmarks._feeds", str(feeds), str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield FeedServer(int(process.stdout.readline()), feeds)
        finally:
            process.terminate()


def address(number: int) -> str:
    """Give the loopback address of a feed."""
    return f"127.1.{number // 250 + 1}.{number % 250 + 1}"


def feed(number: int, version: int) -> bytes:
    """Give a feed's document: its newest items, of which each version has one more."""
    newest = ITEMS + version
    rows = [_row(number, item) for item in range(newest, newest - ITEMS, -1)]
    return (_atom(number, rows) if number % 4 == 3 else _rss(number, rows)).encode()


def _row(number: int, item: int) -> tuple[str, str, str, datetime]:
    link = f"https://feed{number}.example/2026/11/{item}.html?from=rss&amp;id={number}-{item}"
    subject = SUBJECTS[(number + item) % len(SUBJECTS)]
    title = f"样例标题：示例市第{number}家医院{subject}工作的第{item}则消息，各方反映良好"
    start = (number + item) % len(_WORDS)
    words = "".join(_WORDS[start:] + _WORDS[:start])
    text = f"第{item}则。&lt;p&gt;{words}&lt;/p&gt;&lt;p&gt;（样例，编号{number}）&lt;/p&gt;"
    return link, title, text, _START + timedelta(minutes=37 * item)


def _rss(number: int, rows: list[tuple[str, str, str, datetime]]) -> str:
    items = "\n".join(
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{format_datetime(at)}</pubDate><description>{text}</description></item>"
        for link, title, text, at in rows
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>样例信息源{number}</title><link>https://feed{number}.example/</link>"
        f"<description>样例</description>\n{items}\n</channel></rss>\n"
    )


def _atom(number: int, rows: list[tuple[str, str, str, datetime]]) -> str:
    entries = "\n".join(
        f'<entry><title>{title}</title><link href="{link}"/><id>{link}</id>'
        f'<updated>{at.isoformat()}</updated><summary type="html">{text}</summary></entry>'
        for link, title, text, at in rows
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>样例信息源{number}</title><id>https://feed{number}.example/</id>"
        f"<updated>{_START.isoformat()}</updated>\n{entries}\n</feed>\n"
    )


class _Server:
    def __init__(self, latency: float) -> None:
        self.latency, self.version, self.conditional = latency, 0, True

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        host = writer.get_extra_info("sockname")[0]
        if host == "127.0.0.1":
            head, body = "200 OK", self._obey(request)
        else:
            await asyncio.sleep(self.latency)
            head, body = self._document(host, request)
        length = f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write(f"HTTP/1.1 {head}\r\n{length}".encode() + body)
        await writer.drain()
        writer.close()

    def _obey(self, request: str) -> bytes:
        if request.startswith("GET /publish "):
            self.version += 1
        elif request.startswith("GET /forget "):
            self.conditional = False
        return b""

    def _document(self, host: str, request: str) -> tuple[str, bytes]:
        validator = f'"version-{self.version}"'
        head = f"\r\nETag: {validator}\r\nContent-Type: application/xml; charset=utf-8"
        if self.conditional and validator in request:
            return "304 Not Modified" + head, b""
        _net, _one, upper, lower = map(int, host.split("."))
        return "200 OK" + head, feed((upper - 1) * 250 + lower - 1, self.version)


async def _serve(feeds: int, latency: float) -> None:
    answer = _Server(latency).answer
    control = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = control.sockets[0].getsockname()[1]
    for number in range(feeds):
        await asyncio.start_server(answer, address(number), port)
    print(port, flush=True)
    await control.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), float(sys.argv[2])))
