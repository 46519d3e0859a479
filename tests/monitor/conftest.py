"""What tests of monitoring share: English messages, and servers on loopback that lead nowhere."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from django.utils import translation
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from monitor.models import Source, Topic

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


class Site:
    """A news site of samples on loopback: a feed, a list page, articles; all by path."""

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("").rstrip("/")
        self.pages: dict[str, bytes] = {}
        self.status: dict[str, int] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.conditional = True
        self.asked: list[str] = []
        server.expect_request(re.compile(".*")).respond_with_handler(self._answer)

    def _answer(self, request: Request) -> Response:
        if request.path != "/robots.txt":
            self.asked.append(request.path)
        headers = self.headers.get(request.path)
        if (status := self.status.get(request.path)) or request.path not in self.pages:
            return Response(status=status or 404, headers=headers)
        response = Response(self.pages[request.path], headers=headers)
        if self.conditional:
            response.add_etag()
            response.make_conditional(request)
        return response

    def publish(self, *numbers: int, title: str = "示例市电子病历互联互通") -> None:
        """Put articles with these numbers online, in the feed and in the list."""
        rows = [(f"{self.url}/{number}.html", f"{title}（{number}）") for number in numbers]
        items = "".join(
            f"<item><title>{text}</title><link>{link}</link></item>" for link, text in rows
        )
        self.pages["/feed"] = f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()
        lines = "".join(f'<li><a href="{link}">{text}</a> 2026-11-18</li>' for link, text in rows)
        self.pages["/list"] = f"<html><ul class=news>{lines}</ul></html>".encode()
        for number, (_link, text) in zip(numbers, rows, strict=True):
            self.pages[f"/{number}.html"] = article(text)


def article(title: str, *, more: str = "", date: str = "2026-11-18 09:30") -> bytes:
    """Give the page of a sample article."""
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>
    <div class="article"><h1>{title}</h1><p class="info">{date} 来源：示例健康报</p>
    <div class="content"><p>样例正文：示例市三家医院实现检查结果互认，医生看得到病人的病历。</p>
    <p>示例市卫生健康信息中心介绍，这套系统从去年开始建设，今年秋天投入使用，运行平稳。</p>
    {more}</div></div></body></html>""".encode()


@pytest.fixture
def site(httpserver: HTTPServer) -> Site:
    site = Site(httpserver)
    site.publish(1, 2, 3)
    return site


@pytest.fixture
def feed(db, site: Site) -> Source:
    return Source.objects.create(name="示例健康报", url=f"{site.url}/feed", allow_private=True)


@pytest.fixture
def listing(db, site: Site) -> Source:
    return Source.objects.create(
        name="示例卫生信息",
        url=f"{site.url}/list",
        kind=Source.Kind.LISTING,
        item_selector="ul.news li",
        allow_private=True,
    )


@pytest.fixture
def topic(db) -> Topic:
    return Topic.objects.create(name="医院信息化", expression="电子病历 或 互认")
