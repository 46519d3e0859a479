"""The board in the browser: chosen and ordered by keys, dragged, proposed, previewed, signed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.e2e.installation import Installation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

_CREATE = """
from django.contrib.auth.models import User
from django.utils import timezone
from bulletins.workflow.editing import create_article
for title in "甲乙丙丁":
    create_article(
        User.objects.get(username="editor"), title=f"示例市平台上线之{title}",
        source_name="示例报", url="https://news.example/1.html",
        published_on=timezone.localdate(), body_html=f"<p>样例正文之{title}，平台今天上线。</p>",
    )
"""
_APPROVE = """
from django.contrib.auth.models import User
from bulletins.models import Article
from bulletins.workflow.review import approve
for article in Article.objects.waiting_for_review():
    approve(article, User.objects.get(username="reviewer"), seen_digest=article.digest)
"""


@pytest.fixture(scope="module")
def site(own_site: Installation) -> Installation:
    return own_site


@pytest.fixture
def log_in(log_in: Callable[[str], Page]) -> Iterator[Callable[[str], Page]]:
    """Give a person's page whose console must stay silent."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    def open_page(name: str) -> Page:
        page = log_in(name)
        page.on("console", hear)
        return page

    yield open_page
    assert complaints == []


def order(page: Page) -> str:
    """The last characters of the chosen titles, in their order."""
    return "".join(
        title.strip()[-1] for title in page.locator("#chosen .row-title").all_inner_texts()
    )


def settles(page: Page, expected: str) -> None:
    expect(page.locator("#chosen .row")).to_have_count(len(expected))
    page.wait_for_function(
        """wanted => [...document.querySelectorAll("#chosen .row-title")]
        .map((title) => title.innerText.trim().at(-1)).join("") === wanted""",
        arg=expected,
    )


def test_issue_is_made_by_keys_and_signed_by_two_clicks(
    site: Installation, log_in: Callable[[str], Page]
) -> None:
    site.run(_CREATE)
    editor = log_in("editor")
    editor.goto("/admin/desk/board/")
    with editor.expect_navigation():
        editor.keyboard.press("Enter")  # begins the issue
    _accept_one_of_the_proposal(editor)
    _place_and_order(editor)
    _drag(editor)
    _look_at_the_preview(editor)
    editor.keyboard.press("s")
    expect(editor.locator("#said")).to_contain_text("3")
    expect(editor.locator("#chosen .badge-in_review")).to_have_count(3)
    site.run(_APPROVE)
    _sign(log_in("publisher"))


def _accept_one_of_the_proposal(editor: Page) -> None:
    expect(editor.locator("#board")).to_be_visible()
    editor.keyboard.press("d")
    expect(editor.locator("#dialog")).to_contain_text("编辑已选入")
    assert editor.locator("#chosen .row").count() == 0, "nothing is placed unasked"
    editor.locator("#dialog .proposed .button").first.click()
    expect(editor.locator("#chosen .row")).to_have_count(1)
    expect(editor.locator("#dialog .proposed li")).to_have_count(3)
    editor.keyboard.press("Escape")
    expect(editor.locator("#dialog")).to_be_hidden()


def _place_and_order(editor: Page) -> None:
    for count in (2, 3):
        editor.keyboard.press("p")
        expect(editor.locator("#chosen .row")).to_have_count(count)
    placed = order(editor)
    assert len(set(placed)) == 3
    last = editor.locator("#chosen .row").last
    last.focus()
    editor.keyboard.press("ArrowUp")
    settles(editor, placed[0] + placed[2] + placed[1])
    assert "chosen-" in (editor.evaluate("document.activeElement.id") or "")
    editor.keyboard.press("ArrowUp")  # the focus has moved with the article
    settles(editor, placed[2] + placed[0] + placed[1])
    editor.keyboard.press("x")
    settles(editor, placed[0] + placed[1])
    assert "chosen-" in (editor.evaluate("document.activeElement.id") or ""), "focus is kept"
    expect(editor.locator("#said")).to_contain_text("已移出")
    editor.keyboard.press("p")
    expect(editor.locator("#chosen .row")).to_have_count(3)


def _drag(editor: Page) -> None:
    before = order(editor)
    editor.locator("#chosen .row").last.drag_to(editor.locator("#chosen .row").first)
    settles(editor, before[2] + before[0] + before[1])


def _look_at_the_preview(editor: Page) -> None:
    expect(editor.locator("#preview-state")).to_contain_text("页", timeout=60_000)
    address = editor.locator("#preview-pdf iframe").get_attribute("src") or ""
    answer = editor.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def _sign(publisher: Page) -> None:
    publisher.goto("/admin/desk/board/")
    publisher.click("#sign")
    expect(publisher.locator("#dialog")).to_contain_text("示例市平台上线")
    publisher.click("#dialog .button.default")
    expect(publisher).to_have_url(re.compile(r"/admin/desk/board/\d+/$"))
    expect(publisher.locator("a[href$='/download/']")).to_be_visible(timeout=60_000)
