"""Everything by keyboard: skip links, dialogs, menus, files, the editor, comments on passages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FileChooser, FilePayload, Locator, Page, expect

from tests.e2e.installation import Installation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

_WRITE = """
from django.contrib.auth.models import User
from django.utils import timezone
from bulletins.workflow.editing import create_article
from bulletins.workflow.review import submit
article = create_article(
    User.objects.get(username="editor"), title={title!r}, source_name="示例报",
    url="https://news.example/1.html?utm_source=x", published_on=timezone.localdate(),
    body_html="<p>样例第一段，平台今天上线。</p><p>样例第二段，患者能用。</p>",
)
if {submitted}:
    submit(article, User.objects.get(username="editor"))
result = article.pk
"""
_BOARD = """
from django.contrib.auth.models import User
from bulletins.models import Bulletin
from bulletins.workflow.compilation import compile_issue
from bulletins.workflow.scheduling import coming_date
bulletin = Bulletin.objects.get()
compile_issue(bulletin, coming_date(bulletin), User.objects.get(username="editor"))
"""
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63fccfc0500f000485018084a98c210000000049454e44ae426082"
)
TEXT = ".tiptap"


@pytest.fixture(scope="module")
def site(own_site: Installation) -> Installation:
    return own_site


@pytest.fixture
def desk(log_in: Callable[[str], Page]) -> Page:
    return log_in("editor")


@pytest.fixture(scope="module")
def issue(site: Installation) -> None:
    """An issue in preparation, and a draft to propose for it."""
    site.run(_WRITE.format(title="样例：列入本期", submitted=False))
    site.run(_BOARD)


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press a key until the focus is where it shall be, as somebody without a mouse does."""
    wanted.wait_for()
    for _press in range(150):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{wanted} is not reached by {key}")


@pytest.mark.parametrize("address", ["/", "/admin/", "/admin/desk/triage/"])
def test_first_tab_skips_to_the_content(desk: Page, address: str) -> None:
    desk.goto(address)
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.hash.startsWith('#content')")
    expect(desk.locator(":focus")).to_be_in_viewport()
    desk.keyboard.press("Enter")
    assert desk.evaluate("!!document.activeElement.closest('main')")


@pytest.mark.usefixtures("issue")
def test_dialog_holds_the_focus_and_gives_it_back(desk: Page) -> None:
    desk.goto("/admin/desk/board/")
    propose = desk.locator("[data-key=d]")
    tab_to(desk, propose)
    desk.keyboard.press("Enter")
    dialog = desk.locator("dialog[open]")
    expect(dialog).to_be_visible()
    for _press in range(12):
        desk.keyboard.press("Tab")
        assert desk.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        ), "what lies behind is out of reach"
    desk.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(propose).to_be_focused()


@pytest.mark.usefixtures("issue")
def test_proposal_is_accepted_one_by_one_without_losing_the_place(desk: Page) -> None:
    desk.goto("/admin/desk/board/")
    desk.keyboard.press("d")
    accept = desk.locator("#dialog .proposed .button").first
    tab_to(desk, accept, "Shift+Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator("#chosen .row")).to_have_count(1)
    assert desk.evaluate("!!document.activeElement.closest('dialog')"), "the focus stays inside"
    desk.keyboard.press("Escape")
    expect(desk.locator("dialog[open]")).to_have_count(0)
    desk.keyboard.press("j")
    expect(desk.locator("#chosen .row").first).to_be_focused()
    desk.keyboard.press("x")
    expect(desk.locator("#chosen .row")).to_have_count(0)


def test_keys_are_listed_and_closed_again(desk: Page) -> None:
    desk.goto("/admin/desk/triage/")
    place = desk.locator(".places a").first
    tab_to(desk, place)
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator("#keys")).to_be_hidden()
    expect(place).to_be_focused()


def test_list_is_filtered_and_an_action_chosen(desk: Page) -> None:
    desk.goto("/admin/bulletins/article/")
    tab_to(desk, desk.locator("#changelist-filter summary").first)
    section = desk.locator("#changelist-filter details").first
    was_open = section.get_attribute("open") is not None
    desk.keyboard.press("Enter")
    assert (section.get_attribute("open") is not None) != was_open
    if was_open:
        desk.keyboard.press("Enter")
    tab_to(desk, section.locator("a").nth(1))
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile(r"\?\w+"))


def test_language_is_changed_and_one_logs_out(desk: Page) -> None:
    desk.goto("/admin/")
    tab_to(desk, desk.locator(".language button[value=en]"))
    desk.keyboard.press("Enter")
    expect(desk.locator("html")).to_have_attribute("lang", "en")
    tab_to(desk, desk.locator("#logout-form button"))
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading")).to_contain_text("Logged out")


def test_file_is_chosen_and_sent(log_in: Callable[[str], Page]) -> None:
    page = log_in("administrator")
    text: FilePayload = {
        "name": "样例.txt", "mimeType": "text/plain", "buffer": "不是周报的样例".encode(),
    }  # fmt: skip

    def give(chooser: FileChooser) -> None:
        chooser.set_files(text)

    page.on("filechooser", give)
    page.goto("/admin/bulletins/backissue/receive/")
    field = page.locator("[type=file]")
    tab_to(page, field)
    page.keyboard.press("Enter")
    expect(field).to_have_value(re.compile("样例.txt$"))
    tab_to(page, page.locator("form[enctype] [type=submit], form[enctype] button.default").last)
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist li, .notice, .errorlist").first).to_be_visible()


def test_article_is_edited_with_picture_caption_and_mend(desk: Page, site: Installation) -> None:
    pk = site.run(_WRITE.format(title="样例：只用键盘改稿", submitted=False))
    png: FilePayload = {"name": "1.png", "mimeType": "image/png", "buffer": _PNG}

    def give(chooser: FileChooser) -> None:
        chooser.set_files(png)

    desk.on("filechooser", give)
    desk.goto(f"/admin/bulletins/article/{pk}/change/")
    text = desk.locator(TEXT)
    tab_to(desk, text)
    desk.keyboard.press("Control+End")
    desk.keyboard.type("键盘写的。")
    tab_to(desk, desk.locator("button[data-name=picture]"), "Shift+Tab")
    desk.keyboard.press("Enter")
    expect(text.locator("figure img")).to_have_attribute("src", re.compile("^/pictures/"))
    expect(text).to_be_focused()
    desk.keyboard.type("样例图注")
    expect(text.locator("figcaption")).to_have_text("样例图注")
    _choose_a_heading(desk)
    tab_to(desk, desk.locator("#remarks .mend button").first)
    desk.keyboard.press("Enter")
    expect(desk.locator(".messagelist .success")).to_be_visible()
    expect(desk.locator("[name=url]")).to_have_value("https://news.example/1.html")
    expect(text).to_contain_text("键盘写的。")
    expect(text.locator("figcaption")).to_have_text("样例图注")


def _choose_a_heading(desk: Page) -> None:
    """Make the first paragraph a heading, by the menu of styles."""
    tab_to(desk, desk.locator(TEXT))
    desk.keyboard.press("Control+Home")
    desk.wait_for_timeout(100)  # the editor reads the cursor's place a moment later
    tab_to(desk, desk.locator(".prose-menubar__selected button"), "Shift+Tab")
    desk.keyboard.press("Enter")
    tab_to(desk, desk.locator("button[data-name=heading2]"))
    desk.keyboard.press("Enter")
    expect(desk.locator(f"{TEXT} h2")).to_have_text("样例第一段，平台今天上线。")


def test_passage_is_commented_on_and_sent_back(
    site: Installation, log_in: Callable[[str], Page]
) -> None:
    pk = site.run(_WRITE.format(title="样例：只用键盘审核", submitted=True))
    page = log_in("reviewer")
    page.goto(f"/admin/desk/review/{pk}/")
    page.keyboard.press("c")
    expect(page.locator(".passage-refusal")).to_contain_text("j")
    for _step in range(3):
        page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(".printed-body p").first).to_be_focused()
    page.keyboard.press("c")
    expect(page.locator(".passage textarea")).to_be_focused()
    page.keyboard.type("请写明日期。")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.goto(f"/admin/bulletins/article/{pk}/change/")
    expect(page.locator("body")).to_contain_text("样例第一段，平台今天上线。")
    expect(page.locator("body")).to_contain_text("请写明日期。")
