"""A hostile snapshot in the browser: it may look as it likes, but it does and asks for nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.e2e.installation import Installation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

_KEEP = """
from django.utils import timezone
from monitor.models import Entry
from monitor.net import Response
from monitor.pipeline.snapshots import new_snapshot, store_snapshot
now = timezone.now()
entry = Entry.objects.create(
    url="https://news.example/1.html", link_key="hostile", item_digest="", title="样例",
    found_at=now,
)
answer = Response(entry.url, 200, {{"Content-Type": "text/html; charset=utf-8"}}, {body!r})
snapshot = new_snapshot(entry, [answer], now)
store_snapshot(snapshot, [])
result = snapshot.pk
"""

#: Every way in which a page acts or asks by itself, and one that a visitor may be led into.
_HOSTILE = """<!doctype html><html><head><meta charset="utf-8"><title>样例</title>
<base href="{trap}/base/"><meta http-equiv="refresh" content="0;url={trap}/refresh">
<link rel="stylesheet" href="{trap}/sheet.css"><link rel="preload" as="image" href="{trap}/preload">
<link rel="icon" href="{trap}/icon"><link rel="prefetch" href="{trap}/prefetch">
<style>@import url("{trap}/import.css"); @font-face {{ font-family: f; src: url("{trap}/font") }}
h1 {{ font-family: f; background: url("{trap}/css-image"); color: rgb(1, 2, 3) }}</style>
<script src="{trap}/script.js"></script>
<script>fetch("{trap}/fetch"); new Image().src = "{trap}/image"; top.location = "{trap}/top";
alert("script"); parent.document.title = "taken"; document.cookie = "taken=1";</script>
</head><body onload="alert('onload'); location = '{trap}/onload'">
<h1 style="background-image: url('{trap}/style')">样例标题</h1>
<img src="x:" onerror="alert('onerror')"><img src="{trap}/img" srcset="{trap}/srcset 2x">
<iframe src="{trap}/frame"></iframe><iframe srcdoc="<script>alert('srcdoc')</script>"></iframe>
<object data="{trap}/object"></object><embed src="{trap}/embed">
<svg onload="alert('svg')"><script>alert("svg script")</script><image href="{trap}/svg"/></svg>
<video src="{trap}/video" poster="{trap}/poster" autoplay></video>
<audio src="{trap}/audio" autoplay></audio>
<input autofocus onfocus="alert('focus')">
<table background="{trap}/background"><tr><td>甲</td></tr></table>
<form id="f" action="{trap}/form"><button id="send">送出</button></form>
<a id="link" href="{trap}/link" ping="{trap}/ping" target="_top">别的</a>
<script>document.getElementById("f").submit()</script></body></html>"""


class Trap:
    """A server that nobody may ask."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        trap = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                trap.asked.append(self.path)
                self.send_error(404)

            do_POST = do_GET  # noqa: N815 - the library's names

            def log_message(self, *args: object) -> None:
                """Stay silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def take(self, dialog: Dialog) -> None:
        """Note a box that a script has opened."""
        self.asked.append(dialog.message)
        dialog.dismiss()


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.server.shutdown()
    trap.server.server_close()


@pytest.fixture(scope="module")
def hostile(trap: Trap) -> str:
    return _HOSTILE.format(trap=trap.url)


@pytest.fixture
def page(site: Installation, hostile: str, trap: Trap, log_in: Callable[[str], Page]) -> Page:
    """The desk, with the hostile page as a snapshot, and nobody fooled so far."""
    code = "from monitor.models import Entry; Entry.objects.filter(link_key='hostile').delete()"
    snapshot = site.run(code + _KEEP.format(body=hostile.encode()))
    page = log_in("reviewer")
    trap.asked.clear()
    page.on("dialog", trap.take)
    page.goto(f"/admin/monitor/snapshot/{snapshot}/change/")
    return page


def _looks_at_it(page: Page) -> None:
    frame = page.frame_locator("iframe.replay")
    expect(frame.locator("h1")).to_have_text("样例标题")
    expect(frame.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    for selector in ("#send", "#link", "img"):
        if frame.locator(selector).count():
            frame.locator(selector).first.click(force=True, no_wait_after=True)
    page.wait_for_timeout(1000)
    expect(page.locator("iframe.replay")).to_have_attribute("sandbox", "")
    assert "/admin/monitor/snapshot/" in page.url
    assert page.title() != "taken"
    assert "taken" not in {cookie["name"] for cookie in page.context.cookies()}


def test_hostile_snapshot_does_nothing(page: Page, trap: Trap) -> None:
    _looks_at_it(page)
    assert trap.asked == []


def test_page_that_was_cleaned_does_nothing_without_frame_and_headers(
    page: Page, trap: Trap
) -> None:
    address = page.locator("iframe.replay").get_attribute("src") or ""

    def answer(route: Route) -> None:
        route.fulfill(body=route.fetch().body(), content_type="text/html; charset=utf-8")

    page.route("**/replay/1/", answer)
    page.goto(address)
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    page.locator("#send").click(force=True, no_wait_after=True)
    page.locator("#link").click(no_wait_after=True)
    page.wait_for_timeout(1000)
    assert page.url.endswith("/replay/1/")
    assert trap.asked == []


def _as_fetched(page: Page, hostile: str) -> None:
    """Let the frame get the page as it was fetched, with the headers of the replay."""

    def answer(route: Route) -> None:
        route.fulfill(response=route.fetch(), body=hostile)

    page.route("**/replay/1/", answer)
    page.reload()


def test_frame_and_headers_alone_hold_a_page_that_was_not_cleaned(
    page: Page, trap: Trap, hostile: str
) -> None:
    _as_fetched(page, hostile)
    _looks_at_it(page)
    assert set(trap.asked) <= {"/link"}, "a click may lead out of a page that was not cleaned"


def test_headers_alone_hold_it_outside_of_the_frame(page: Page, trap: Trap, hostile: str) -> None:
    address = page.locator("iframe.replay").get_attribute("src") or ""
    _as_fetched(page, hostile)
    trap.asked.clear()
    page.goto(address)
    expect(page.locator("h1")).to_have_text("样例标题")
    page.locator("#send").click(force=True, no_wait_after=True)
    page.wait_for_timeout(1000)
    assert page.url.endswith("/replay/1/")
    assert page.evaluate("origin") == "null"
    assert trap.asked == []
