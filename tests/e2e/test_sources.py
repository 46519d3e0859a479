"""A source is added in the browser: found by its address, tested, seen to fail and to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from demo.newsroom import Newsroom
from demo.pages import LISTING
from tests.e2e.installation import Installation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


@pytest.fixture
def desk(log_in: Callable[[str], Page]) -> Page:
    page = log_in("administrator")
    page.goto("/admin/")
    return page


def test_source_is_found_tested_and_saved(desk: Page, newsroom: Newsroom) -> None:
    desk.click(".model-source a.addlink")
    desk.fill("[name=url]", f"{newsroom.url}{LISTING}")
    desk.click("button.default")
    expect(desk.locator(".notice-bad")).to_contain_text("内网")
    desk.check("[name=allow_private]")
    desk.click("button.default")
    expect(desk.locator("table.found tbody tr").first).to_be_visible()
    desk.click("a.button[href*='listing']")

    expect(desk.locator(".field-item_selector")).to_be_visible()
    selector = desk.input_value("[name=item_selector]")
    desk.fill("[name=item_selector]", "ul.no-such-list li")
    desk.click("button[data-preview]")
    expect(desk.locator("#preview .notice-bad")).to_be_visible()
    desk.fill("[name=item_selector]", selector)
    desk.click("button[data-preview]")
    expect(desk.locator("#preview table.found tbody tr").first).to_be_visible()

    cookies: Any = desk.context.cookies()
    desk.context.clear_cookies()
    desk.click("button[data-preview]")
    expect(desk.locator("#preview table")).to_have_count(0)
    expect(desk.locator("button[data-preview]")).to_be_enabled()
    assert desk.input_value("[name=item_selector]") == selector
    desk.context.add_cookies(cookies)

    desk.select_option("[name=kind]", "feed")
    expect(desk.locator(".field-item_selector")).to_be_hidden()
    desk.select_option("[name=kind]", "listing")
    desk.fill("[name=name]", "按网址添加的样例")
    desk.click("[name=_save]")
    expect(desk.locator("#result_list")).to_contain_text("按网址添加的样例")


def test_catalogue_is_chosen_from(desk: Page) -> None:
    desk.goto("/admin/monitor/source/catalogue/")
    desk.check("[data-all]")
    boxes = desk.locator("[name=chosen]")
    assert boxes.count() >= 40
    assert desk.locator("[name=chosen]:checked").count() == boxes.count()
    desk.uncheck("[data-all]")
    desk.check("[name=chosen][value=千龙网]")
    desk.click("button.default")
    expect(desk.locator("#result_list")).to_contain_text("千龙网")


_FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>样例</title><item>
<title>样例：示例市启用电子病历</title><link>http://127.0.0.1:9/1.html</link></item></channel></rss>"""


class _Outlet(BaseHTTPRequestHandler):
    """A feed that is away until it is brought back."""

    is_back = False

    def do_GET(self) -> None:
        self.send_response(200 if _Outlet.is_back else 404)
        self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
        self.end_headers()
        self.wfile.write(_FEED.encode())

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def outlet() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Outlet) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/feed.xml"
        server.shutdown()


def test_source_fails_with_its_reason_and_mends(desk: Page, outlet: str) -> None:
    desk.goto("/admin/monitor/source/add/?kind=feed")
    desk.fill("[name=name]", "会出错的样例")
    desk.fill("[name=url]", outlet)
    desk.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    desk.check("[name=allow_private]")
    desk.click("[name=_continue]")
    poll = desk.locator("form[action$='/poll_now/'] button")
    poll.click()
    expect(desk.locator(".messagelist")).to_contain_text("404")
    desk.goto("/admin/monitor/source/?q=会出错的样例")
    expect(desk.locator("#result_list")).to_contain_text("出错")
    expect(desk.locator("#result_list")).to_contain_text("404")
    desk.click("#result_list tbody th a")
    _Outlet.is_back = True
    poll.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    desk.goto("/admin/monitor/source/?q=会出错的样例")
    expect(desk.locator("#result_list .badge")).to_have_text("正常")


_REPRINT = """
from django.utils import timezone
from monitor.grouping import group
from monitor.models import Entry
from monitor.pipeline.items import link_key
from monitor.pipeline.pages import text_digest
text = "样例：" + "".join(chr(0x4e00 + number * 7 % 5000) for number in range(300))
for number in (1, 2):
    url = f"https://reprint.example/{number}"
    entry = Entry.objects.create(
        url=url, link_key=link_key(url), title=f"样例转载之{number}", source_name=f"样例报{number}",
        body_html=f"<p>{text}</p>", body_text=text, text_digest=text_digest(text), score=1,
        state="captured", found_at=timezone.now(), captured_at=timezone.now(), due_at=None,
    )
    group(entry)
result = entry.pk
"""


def test_entry_says_why_it_is_here_and_its_story_is_split_and_joined(
    desk: Page, site: Installation
) -> None:
    desk.goto(f"/admin/monitor/entry/{site.run(_REPRINT)}/change/")
    expect(desk.locator("#content")).to_contain_text("为什么会在这里")
    story = desk.locator(".story")
    expect(story).to_contain_text("该文本共有 2 份")
    story.get_by_role("button", name="不是同一文本").last.click()
    expect(story).to_contain_text("文本相近，但未归并")
    expect(story).to_contain_text("未发现转载")
    story.get_by_role("button", name="合并为一条报道").click()
    expect(story).to_contain_text("该文本共有 2 份")
