"""A week in the browser: an editor, a reviewer, a publisher and a reader, on the real site."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.e2e.installation import Installation
from tests.e2e.person import Person

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def week(own_site: Installation, browser: Browser) -> dict[str, Person]:
    names = ("editor", "reviewer", "publisher")
    people = {name: Person(browser, own_site.url, name) for name in names}
    for person in people.values():
        person.log_in()
    return people | {"reader": Person(browser, own_site.url, "reader")}


def test_week_from_source_to_pdf(week: dict[str, Person]) -> None:
    editor, reviewer = week["editor"], week["reviewer"]
    _monitor(editor)
    _edit(editor)
    _cannot_approve_own(editor)
    _review(reviewer)
    _publish(week["publisher"])
    _read(week["reader"])
    for person in week.values():
        assert person.complaints == [], person.name
    counts = Counter({person.name: person.clicks for person in week.values()})
    sys.stdout.write(f"\nclicks: {dict(counts)}, together {counts.total()}\n")


def _monitor(editor: Person) -> None:
    """Poll both sources by their buttons until every page is read."""
    for pk in (1, 2):
        editor.go(f"/admin/monitor/source/{pk}/change/")
        editor.click("form[action$='/poll_now/'] button")
        expect(editor.page.locator(".messagelist")).to_be_visible()
    for _try in range(60):
        editor.go("/admin/monitor/entry/?state__exact=captured&copies=all")
        if editor.page.locator(".action-select").count() == 7:
            return
        editor.page.wait_for_timeout(500)
    raise AssertionError("not every page was read")


def _edit(editor: Person) -> None:
    """Make articles of three entries on the topic, shorten a title, submit all."""
    editor.go("/admin/monitor/entry/?on_topic=1&taken=0")
    editor.sees("互联互通")
    editor.sees("医院信息化")
    for title in ("电子病历改版", "医保电子凭证", "互联网医院开到第三年"):
        editor.click(f"tr:has-text('{title}') .action-select")
    editor.page.select_option("select[name=action]", "make_articles")
    editor.click("button[name=index]")
    for number, title in enumerate(("电子病历改版", "医保电子凭证", "互联网医院开到第三年")):
        editor.go("/admin/bulletins/article/?status__exact=draft")
        editor.click(f"#result_list a:has-text('{title}')")
        if number == 0:
            expect(editor.page.locator(".ProseMirror figcaption")).to_contain_text("图1")
            editor.page.fill("[name=title]", "示例市人民医院电子病历改版")
            editor.click("[name=_continue]")
            expect(editor.page.locator(".ProseMirror img")).to_have_count(1)
        editor.click("form[action$='/step/submit/'] button")
        expect(editor.page.locator(".messagelist .success")).to_be_visible()


def _cannot_approve_own(editor: Person) -> None:
    """A POST made by hand is refused like a button would be."""
    article = editor.page.url
    digest = editor.page.locator("[name=digest]").first.get_attribute("value") or ""
    token = editor.page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    answer = editor.page.request.post(
        article.replace("/change/", "/step/approve/").split("?")[0],
        form={"csrfmiddlewaretoken": token, "digest": digest},
        headers={"Referer": article},
    )
    assert answer.ok
    assert "step/recall" in answer.text(), "the article is still in review"


def _review(reviewer: Person) -> None:
    """Open the queue and approve each text with one key; the next opens by itself."""
    reviewer.go("/admin/desk/review/")
    for _article in range(3):
        expect(reviewer.page.locator(".review-text")).to_be_visible()
        reviewer.page.keyboard.press("a")
        expect(reviewer.page.locator(".messagelist .success")).to_be_visible()
    expect(reviewer.page.locator("#desk .empty")).to_be_visible()


def _publish(publisher: Person) -> None:
    """Begin the issue, place what is approved, move the last item to the front, publish."""
    publisher.go("/admin/bulletins/issue/add/")
    publisher.click("[name=_save], [name=_continue]")
    publisher.click("form[action$='/place/'] button")
    publisher.sees("示例市人民医院电子病历改版")
    publisher.click("a[href$='/publish/']")
    publisher.sees("第一期")
    publisher.click("#content-main form button[type=submit]")
    expect(publisher.page.locator("a[href$='/download/']")).to_be_visible(timeout=60_000)


def _read(reader: Person) -> None:
    """Find the issue from the front page and download it."""
    reader.go("/")
    reader.click("a:has-text('第一期')")
    reader.sees("示例市人民医院电子病历改版")
    link = reader.page.locator("a[href$='.pdf']").first.get_attribute("href") or ""
    answer = reader.page.request.get(link)
    pdf = PdfReader(io.BytesIO(answer.body()))
    text = "".join(page.extract_text() for page in pdf.pages)
    bare = re.sub(r"\s+", "", text)
    assert "（第一期）" in bare
    assert "本期周报共收集3篇" in bare
    assert "示例市人民医院电子病历改版" in bare
    assert reader.page.request.get("/admin/bulletins/article/").url.find("/login/") > 0
