"""A source is added in the browser: found by its address, tested, seen to fail and to mend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from demo.newsroom import Newsroom
from demo.pages import LISTING

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
