"""A day's stories decided with one key each, in the browser; a lost connection loses nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.installation import Installation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

#: Twelve stories, the first of which two more outlets ran.
_STORIES = """
from random import Random
from django.utils import timezone
from monitor.grouping import group
from monitor.models import Entry, EntryMatch, Topic
from monitor.pipeline.items import link_key
from monitor.pipeline.pages import text_digest

def bring(number, story, score):
    letters = Random(story)
    text = "样例：" + "".join(chr(letters.randrange(0x4e00, 0x6e00)) for _at in range(300))
    url = f"https://press.example/{number}"
    entry = Entry.objects.create(
        url=url, link_key=link_key(url), title=f"样例报道{story}", source_name=f"样例报{number}",
        body_html=f"<p>{text}</p>", body_text=text, text_digest=text_digest(text), score=score,
        state="captured", found_at=timezone.now(), captured_at=timezone.now(), due_at=None,
    )
    EntryMatch.objects.create(entry=entry, topic=Topic.objects.first(), words=["样例"])
    group(entry)

for story in range(1, 13):
    bring(story, story, 20 - story)
bring(101, 1, 19)
bring(102, 1, 19)
"""
_ONE_MORE = _STORIES.partition("for story")[0] + "bring(200, 200, 1)\n"


@pytest.fixture(scope="module")
def site(own_site: Installation) -> Installation:
    own_site.run(_STORIES)
    return own_site


@pytest.fixture
def desk(log_in: Callable[[str], Page]) -> Page:
    page = log_in("editor")
    page.goto("/admin/desk/triage/")
    return page


def _opened(page: Page, number: int) -> None:
    expect(page.locator("#story h2")).to_have_text(f"样例报道{number}")


def _press(page: Page, key: str) -> float:
    """Press a key that decides; gives the seconds until the next story stands there."""
    started = time.monotonic()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press(key)
    expect(page.locator(".htmx-request")).to_have_count(0)
    return time.monotonic() - started


def test_day_is_decided_with_one_key_a_story(desk: Page, site: Installation) -> None:
    rows = desk.locator("#queue li")
    expect(rows).to_have_count(12)
    expect(rows.first).to_contain_text("另有 2 家转载")
    _opened(desk, 1)
    assert desk.evaluate("document.documentElement.scrollHeight <= innerHeight")

    seconds = []
    for number, key in enumerate("s12sh345", start=1):
        _opened(desk, number)
        seconds.append(_press(desk, key))
    expect(rows).to_have_count(4)
    expect(desk.locator("#said")).to_contain_text("样例报道8")
    sys.stdout.write(f"\nseconds a decision: {sorted(seconds)}\n")

    _press(desk, "u")
    _opened(desk, 8)
    _press(desk, "5")
    desk.keyboard.press("j")
    _opened(desk, 10)
    desk.keyboard.press("k")
    _opened(desk, 9)
    desk.keyboard.press("x")
    expect(desk.locator("#reasons button").first).to_be_focused()

    site.run(_ONE_MORE)
    expect(rows).to_have_count(4)
    desk.evaluate("htmx.trigger('#news', 'look')")
    desk.locator("[data-key=l]").wait_for()
    desk.keyboard.press("l")
    expect(rows).to_have_count(5)
    _opened(desk, 9)

    desk.goto("/admin/desk/triage/?list=reject")
    expect(desk.locator("#queue li")).to_have_count(5)
    expect(desk.locator("#queue li").first).to_contain_text("其他")


def test_lost_connection_and_expired_log_in_lose_nothing(desk: Page) -> None:
    rows = desk.locator("#queue li")
    count = rows.count()
    title = desk.locator("#story h2").inner_text()
    desk.context.set_offline(True)
    desk.keyboard.press("s")
    expect(desk.locator("#trouble")).to_contain_text("连接中断")
    desk.context.set_offline(False)
    cookies: Any = desk.context.cookies()
    desk.context.clear_cookies()
    _press(desk, "h")
    expect(desk.locator("#trouble")).to_contain_text("服务器没能完成")
    expect(rows).to_have_count(count)
    expect(desk.locator("#story h2")).to_have_text(title)
    desk.context.add_cookies(cookies)
    _press(desk, "h")
    expect(desk.locator("#trouble")).to_be_hidden()
    expect(rows).to_have_count(count - 1)
    _press(desk, "u")
    expect(rows).to_have_count(count)


def test_keys_are_listed(desk: Page) -> None:
    desk.keyboard.press("?")
    keys = desk.locator("#keys dt")
    assert set(keys.all_inner_texts()) >= set("jksxhu12345")
