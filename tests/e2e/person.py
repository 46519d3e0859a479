"""Somebody at a browser."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from demo.people import PASSWORD

#: What a page brings itself, and the browser's own viewer of PDFs.
_OWN = ("data:", "blob:", "chrome:", "chrome-extension:")


class Person:
    """Somebody at a browser, whose clicks are counted and whose console must stay silent."""

    def __init__(self, browser: Browser, url: str, name: str) -> None:
        context = browser.new_context(base_url=url, viewport={"width": 1366, "height": 768})
        self.page: Page = context.new_page()
        self.page.set_default_timeout(30_000)
        self.complaints: list[str] = []
        self.page.on("console", self._listen)
        self.page.on("request", self._watch)
        self.url = url
        self.name = name
        self.clicks = 0
        #: Milliseconds that the pages took, by their addresses.
        self.times: dict[str, list[float]] = {}

    def _listen(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _watch(self, request) -> None:
        if not request.url.startswith((self.url, *_OWN)):
            self.complaints.append(f"outside address: {request.url}")

    def go(self, path: str) -> None:
        self.page.goto(path)

    def click(self, selector: str) -> None:
        self.clicks += 1
        self._timed(self.page.locator(selector).first.click)

    def press(self, key: str) -> None:
        """Press one key, which commands something, and wait for what the server says to it."""
        self.clicks += 1
        self._timed(lambda: self.page.keyboard.press(key))

    def type(self, text: str) -> None:
        """Write a text where the focus is; it counts once, however long it is."""
        self.clicks += 1
        self.page.keyboard.insert_text(text)

    def _timed(self, act: Callable[[], None]) -> None:
        """Act, and note the milliseconds until the page is there or its part has changed."""
        started = time.monotonic()
        act()
        self.page.wait_for_load_state()
        expect(self.page.locator(".htmx-request")).to_have_count(0)
        path = re.sub(r"\d+", "n", urlsplit(self.page.url).path)
        self.times.setdefault(path, []).append(1000 * (time.monotonic() - started))

    def log_in(self) -> None:
        self.go("/admin/")
        self.page.fill("[name=username]", self.name)
        self.page.fill("[name=password]", PASSWORD)
        self.click("[type=submit]")
        expect(self.page.locator("#user-tools")).to_be_visible()

    def come_in(self, cookie: Any) -> None:
        """Go on with a session, where logging in is not the subject."""
        self.page.context.add_cookies([cookie])
        self.go("/admin/")

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.locator("body")).to_contain_text(text)
