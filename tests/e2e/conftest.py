"""A browser, a site of sample outlets, and people who are logged in to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright

from demo.newsroom import Newsroom
from tests.e2e.installation import Installation, served
from tests.e2e.launching import NoBrowserError, launched

_PREPARE = """
from demo.people import employ
from demo.week import found_bulletin, register
from demo.newsroom import sources
employ()
found_bulletin()
register(sources({url!r}))
"""


@pytest.fixture(scope="package")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(timezone.localdate()) as newsroom:
        yield newsroom


@pytest.fixture(scope="package")
def site(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A site with the demo's people, bulletin and sources, which are polled; modules share it."""
    yield from served(tmp_path_factory.mktemp("site"), _PREPARE.format(url=newsroom.url))


@pytest.fixture(scope="module")
def own_site(
    newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """Such a site for one module alone, which counts what is there."""
    yield from served(tmp_path_factory.mktemp("own"), _PREPARE.format(url=newsroom.url))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            browser = launched(playwright)
        except NoBrowserError as error:
            pytest.skip(str(error))
        yield browser
        browser.close()


@pytest.fixture
def log_in(site: Installation, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Give a person's page; each has a browser of their own in which no script may break."""
    contexts, complaints = [], []

    def open_page(name: str) -> Page:
        context = browser.new_context(base_url=site.url, viewport={"width": 1366, "height": 768})
        context.add_cookies([site.cookie(name)])
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
