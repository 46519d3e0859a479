"""What no feed gives is added in the browser: a link in four steps, a page by the bookmark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from demo.newsroom import Newsroom
from demo.people import PASSWORD
from demo.samples import samples

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

TITLE = "示例市启用新一代电子病历"
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>{TITLE}</title></head><body>
<h1>{TITLE}</h1><p>2026-11-18 09:30 来源：示例健康报</p><div>
<p>样例正文：示例市三家医院今天启用新一代电子病历，医生看得到病人在别处的检查。</p>
<p>示例市卫生健康信息中心介绍，这套系统从去年开始建设，今年秋天投入使用，运行平稳。</p>
</div></body></html>""".encode()


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def other_site() -> Iterator[str]:
    """A page of another site than ours, which browsers tell by the host's name."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/1.html"
        server.shutdown()


@pytest.fixture
def desk(log_in: Callable[[str], Page]) -> Page:
    page = log_in("editor")
    page.goto("/admin/desk/triage/")
    return page


def test_link_is_added_in_four_steps(desk: Page, newsroom: Newsroom) -> None:
    link = samples(timezone.localdate())[0].path
    desk.keyboard.press("a")
    expect(desk.locator("[name=url]")).to_be_focused()
    desk.keyboard.insert_text(f"{newsroom.url}{link}")
    desk.keyboard.press("Enter")
    expect(desk.locator("[name=title]")).not_to_be_empty()
    expect(desk.locator("[name=published_on]")).not_to_be_empty()
    title = desk.input_value("[name=title]")
    desk.keyboard.press("Enter")
    expect(desk.locator(".messagelist .success")).to_contain_text(title)
    expect(desk.locator("#triage")).to_be_visible()


def test_bookmark_sends_a_page_that_outlives_the_log_in(desk: Page, other_site: str) -> None:
    desk.goto("/admin/desk/add/")
    bookmark = desk.locator("a[href^='javascript:']").get_attribute("href") or ""
    reader = desk.context.new_page()
    reader.goto(other_site)
    desk.context.clear_cookies()
    with desk.context.expect_page() as opened:
        reader.evaluate(bookmark.removeprefix("javascript:"))
    page = opened.value
    expect(page.locator("[name=username]")).to_be_visible()
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    expect(page.locator("[name=source_name]")).to_have_value("示例健康报")
    expect(page.locator("[name=url]")).to_have_value(other_site)
    expect(page.locator(".printed-body")).to_contain_text("样例正文")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_contain_text(TITLE)
