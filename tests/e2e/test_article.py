"""The page of an article in the browser: mends, checks while typing, two people, kept drafts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.installation import Installation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

_CREATE = """
from django.contrib.auth.models import User
from bulletins.workflow.editing import create_article
second, _made = User.objects.get_or_create(username="second", is_staff=True)
second.groups.set(User.objects.get(username="editor").groups.all())
article = create_article(
    User.objects.get(username="editor"), title="示例市平台上线", source_name="示例报",
    url="https://news.example/1.html?utm_source=x", published_on="2026-11-20", body_html={body!r},
)
result = article.pk
"""
BODY = (
    "<p>第一段说平台<strong>已经</strong>上线,患者能用。</p><p>第二段说医生怎么用。</p>"
    "<p>第三段说下一步。</p><p>责任编辑：样例</p>"
)
TEXT = ".tiptap"


@pytest.fixture
def article(site: Installation) -> str:
    """The address of the page of a new article with faults."""
    return f"/admin/bulletins/article/{site.run(_CREATE.format(body=BODY))}/change/"


def type_at_end(page: Page, paragraph: str, words: str) -> None:
    page.locator(f"{TEXT} p", has_text=paragraph).click()
    page.keyboard.press("End")
    page.keyboard.type(words)


def test_mends_one_by_one_and_all_together_and_back(article, log_in):
    page = log_in("editor")
    page.goto(article)
    mends = page.locator("#remarks .mend")
    expect(mends).to_have_count(3)
    expect(mends.filter(has_text="责任编辑").locator("del")).to_have_text("责任编辑：样例")
    type_at_end(page, "第二段", "还没保存的一句。")
    mends.filter(has_text="责任编辑").get_by_role("button").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator(TEXT)).not_to_contain_text("责任编辑")
    expect(page.locator(TEXT)).to_contain_text("还没保存的一句。")
    page.click("#remarks button[value=all]")
    expect(page.locator("[name=url]")).to_have_value("https://news.example/1.html")
    expect(page.locator(f"{TEXT} p").first).to_have_text("第一段说平台已经上线，患者能用。")
    expect(page.locator(f"{TEXT} strong")).to_have_text("已经")
    expect(page.locator("#remarks .mend")).to_have_count(0)
    page.get_by_role("button", name="撤销上次修改").click()
    expect(page.locator("[name=url]")).to_have_value("https://news.example/1.html?utm_source=x")
    expect(page.locator(TEXT)).to_contain_text("还没保存的一句。")


def test_checks_follow_what_is_typed_and_the_cursor_stays(article, log_in):
    page = log_in("editor")
    page.goto(article)
    type_at_end(page, "第二段", "他们采用采用了新的办法。")
    remark = page.locator("#remarks .place", has_text="采用采用")
    expect(remark).to_be_visible()
    page.keyboard.type("接着写。")
    expect(page.locator(f"{TEXT} p").nth(1)).to_have_text(
        "第二段说医生怎么用。他们采用采用了新的办法。接着写。"
    )
    remark.click()
    marked = "[...CSS.highlights.get('finding')].map((range) => range.toString()).join()"
    assert "采用采用" in page.evaluate(marked)
    page.fill("[name=url]", "https://news example/1.html")
    expect(page.locator("#remarks .badge-block")).to_be_visible()
    page.locator("#remarks .place", has_text="网址").click()
    expect(page.locator("[name=url]")).to_be_focused()
    answer = page.expect_response(lambda response: "/remarks/" in response.url)
    with answer as timed:
        page.fill("[name=title]", "示例市平台上线了")
    assert timed.value.request.timing["responseEnd"] < 1000


def test_stale_save_becomes_a_merge_that_loses_nothing(article, log_in):
    mine, theirs = log_in("editor"), log_in("second")
    mine.goto(article)
    theirs.goto(article)
    expect(theirs.locator(".presence")).to_contain_text("正在看此稿")
    type_at_end(theirs, "第一段", "对方加的。")
    type_at_end(theirs, "第三段", "对方的下一步。")
    theirs.keyboard.press("Control+s")
    expect(theirs.locator(".messagelist .success")).to_be_visible()
    type_at_end(mine, "第二段", "我加的。")
    type_at_end(mine, "第三段", "我的下一步。")
    expect(mine.locator(".presence .notice-warn")).to_be_visible(timeout=30_000)
    mine.keyboard.press("Control+s")
    conflict = mine.locator("tr.conflict")
    expect(conflict).to_have_count(1)
    expect(conflict).to_contain_text("我的下一步。")
    expect(conflict).to_contain_text("对方的下一步。")
    conflict.get_by_label("两段都留").check()
    mine.get_by_role("button", name="保存合并后的文字").click()
    expect(mine.locator(".messagelist .success")).to_be_visible()
    text = mine.locator(TEXT)
    for words in ("对方加的。", "我加的。", "对方的下一步。", "我的下一步。"):
        expect(text).to_contain_text(words)
    expect(mine.locator(".draft")).to_have_count(0)


def test_kept_text_is_offered_after_the_window_was_closed(article, log_in):
    page = log_in("editor")
    page.goto(article)
    page.route(re.compile("/remarks/"), lambda route: route.abort())
    type_at_end(page, "第二段", "断线时写的。")
    expect(page.locator("#autosaved")).to_contain_text("连接中断")
    another = page.context.new_page()
    page.close()
    another.goto(article)
    expect(another.locator(".draft ins")).to_have_text("断线时写的。")
    expect(another.locator(TEXT)).not_to_contain_text("断线时写的。")
    another.locator("[data-take]").click()
    expect(another.locator(TEXT)).to_contain_text("断线时写的。")
    another.keyboard.press("Control+s")
    expect(another.locator(".messagelist .success")).to_be_visible()
    another.goto(article)
    expect(another.locator(TEXT)).to_contain_text("断线时写的。")
    another.wait_for_timeout(500)
    expect(another.locator(".draft")).to_have_count(0)


def test_save_and_submit_is_one_step(article, log_in):
    page = log_in("editor")
    page.goto(article)
    page.fill("[name=title]", "示例市平台今天上线")
    page.click("[name=_submit]")
    expect(page.locator(".messagelist .success")).to_contain_text("已送审")
    page.goto(article)
    expect(page.locator(".badge-in_review")).to_be_visible()


_PASTE = """([html, selector]) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData("text/html", html)
  const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })
  document.querySelector(selector).dispatchEvent(paste)
}"""
_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>p {color: red}</style>
</head><body><!--StartFragment--><h1>大标题</h1>
<p class=MsoNormal style='text-indent:21pt'><span lang=EN-US>正文&nbsp;一</span><o:p></o:p></p>
<p class=MsoListParagraph><span style='mso-list:Ignore'>·<span>  </span></span>
要点甲</p>
<p class=MsoListParagraph><span style='mso-list:Ignore'>·</span>要点乙</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>"""
_WECHAT = """<section><section><span>微信<strong>正文</strong></span></section>
<section><img data-src="{src}" src="https://mmbiz.example/x.svg"><span>图下文字</span></section>
<p><img src="file:///C:/a.png"></p></section>"""
_PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmM"
    "IQAAAABJRU5ErkJggg=="
)


def test_what_is_pasted_is_cleaned_and_its_pictures_are_kept(article, log_in):
    page = log_in("editor")
    page.goto(article)
    page.locator(TEXT).click()
    page.keyboard.press("Control+a")
    page.evaluate(_PASTE, [_WORD, TEXT])
    expect(page.locator(f"{TEXT} h2")).to_have_text("大标题")
    expect(page.locator(f"{TEXT} ul > li")).to_have_text(["要点甲", "要点乙"])
    expect(page.locator(f"{TEXT} > p").first).to_have_text("正文 一")
    page.keyboard.press("Control+a")
    page.evaluate(_PASTE, [_WECHAT.format(src=_PNG), TEXT])
    expect(page.locator(f"{TEXT} figure img")).to_have_attribute("src", re.compile("^/pictures/"))
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator(TEXT)).to_contain_text("微信正文")
    expect(page.locator(TEXT)).to_contain_text("图下文字")
    expect(page.locator(f"{TEXT} img")).to_have_count(1)
