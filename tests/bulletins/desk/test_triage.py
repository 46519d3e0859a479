"""The triage page: one key a story; what it changes, and whom it refuses."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bulletins.models import Article
from bulletins.workflow.compilation import compile_issue, place_articles
from bulletins.workflow.publication import publish
from bulletins.workflow.review import approve, submit
from monitor.grouping import group
from monitor.models import Decision, EntryMatch, Story, Topic

HTMX = {"HX-Request": "true"}
TEXT = "样例正文：示例市三家医院实现检查结果互认，患者不必重复检查，医生看得到病历。"


@pytest.fixture
def make_story(make_entry):
    def make(number: int, text: str = "", **fields):
        address = f"https://news.example/{number}.html"
        entry = make_entry(address, text or f"正文第{number}篇。", title=f"标题{number}", **fields)
        topic, _created = Topic.objects.get_or_create(name="样例", defaults={"expression": "样例"})
        EntryMatch.objects.create(entry=entry, topic=topic, words=["正文"])
        return entry

    return make


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def post(client, entry, verb, **data):
    return client.post(
        reverse("desk:triage_decide", args=[entry.pk, verb]), data, headers=HTMX
    ).content.decode()


def shown(client, **query):
    return client.get(reverse("desk:triage"), query).content.decode()


def test_page_shows_the_list_and_the_likeliest_story_with_its_words_marked(desk, make_story):
    make_story(1, score=0.2)
    make_story(2, score=1.5)
    page = shown(desk)
    assert page.index("标题2") < page.index("标题1")
    assert "<mark>正文</mark>第2篇。" in page
    assert "第1篇" not in page


def test_page_without_stories_says_so(desk):
    assert "没有待定的报道" in shown(desk)


def test_story_is_shown_alone_or_on_the_whole_page(desk, make_story):
    address = reverse("desk:triage_story", args=[make_story(1).pk])
    part = desk.get(address, headers=HTMX).content.decode()
    whole = desk.get(address).content.decode()
    assert ("<html" in part, "<html" in whole) == (False, True)
    assert "第1篇" in part
    assert "第1篇" in whole


def test_select_accepts_makes_the_article_and_shows_the_next(desk, make_story):
    first, second = make_story(1), make_story(2)
    answer = post(desk, first, "select", current=first.pk, next=second.pk)
    assert Article.objects.get().entry == first
    assert Decision.objects.current().get().verdict == "accept"
    assert "第2篇" in answer
    assert f'id="row-{first.pk}" hx-swap-oob="delete"' in answer


def test_reject_keeps_reason_and_person_in_its_list(desk, make_story, editor):
    entry = make_story(1)
    answer = post(desk, entry, "reject", reason="advertising", current=entry.pk, next="")
    decision = Decision.objects.get()
    assert (decision.verdict, decision.reason, decision.decided_by) == (
        "reject", "advertising", editor,
    )  # fmt: skip
    assert "全部处理" in answer
    assert "标题1" not in shown(desk)
    found = shown(desk, list="reject")
    assert all(word in found for word in ("标题1", "软文", "editor"))


def test_reject_without_a_known_reason_is_refused(desk, make_story):
    address = reverse("desk:triage_decide", args=[make_story(1).pk, "reject"])
    assert desk.post(address, {"reason": "dull"}).status_code == 400
    assert not Decision.objects.exists()


def test_unknown_verb_is_not_found(desk, make_story):
    address = reverse("desk:triage_decide", args=[make_story(1).pk, "print"])
    assert desk.post(address).status_code == 404


def test_decision_on_a_copy_takes_the_row_of_its_story_away(desk, make_story):
    first, copy = make_story(1, TEXT), make_story(2, TEXT)
    answer = post(desk, copy, "hold", current=first.pk)
    assert f'id="row-{first.pk}" hx-swap-oob="delete"' in answer
    answer = post(desk, copy, "reject", reason="duplicate", current=first.pk)
    assert f'id="row-{first.pk}"' not in answer


def test_undo_takes_the_last_decision_back_before_the_open_row(desk, make_story):
    first, second = make_story(1), make_story(2)
    post(desk, first, "select")
    answer = desk.post(
        reverse("desk:triage_undo_last"), {"current": second.pk, "list": "open"}, headers=HTMX
    ).content.decode()
    assert not Decision.objects.current().exists()
    assert Article.objects.get().status == "dropped"
    assert f'hx-swap-oob="beforebegin:#row-{second.pk}"' in answer
    assert f'<li id="row-{first.pk}">' in answer
    assert "标题1" in shown(desk)


def test_undo_with_nothing_to_undo_changes_nothing(desk):
    answer = desk.post(reverse("desk:triage_undo_last"), headers=HTMX)
    assert answer["HX-Reswap"] == "none"
    assert "没有可以撤销" in answer.content.decode()


def test_undo_of_an_article_in_review_is_refused_with_the_reason(desk, make_story, editor):
    entry = make_story(1)
    post(desk, entry, "select")
    submit(Article.objects.get(), editor)
    assert "先撤回" in post(desk, entry, "undo")
    assert Decision.objects.current().count() == 1


def test_decided_story_is_undone_from_its_list(desk, make_story):
    entry = make_story(1)
    post(desk, entry, "hold")
    assert reverse("desk:triage_decide", args=[entry.pk, "undo"]) in shown(desk, list="hold")
    post(desk, entry, "undo")
    assert not Decision.objects.current().exists()


@pytest.fixture
def printed(article, bulletin, editor, reviewer, publisher):
    submit(article, editor)
    approve(article, reviewer, seen_digest=article.digest)
    issue = compile_issue(bulletin, date(2026, 11, 20), editor)
    place_articles(issue, [article], editor)
    publish(issue, publisher)
    return article


def test_printed_story_says_where_and_is_not_selected(desk, make_story, printed):
    entry = make_story(1, "样例正文：示例市三家医院实现检查结果互认。")
    assert "已在第一期第 1 条刊登" in shown(desk)
    assert "第一期" in post(desk, entry, "select")
    assert not Decision.objects.exists()


def test_chosen_copy_stands_for_the_story(desk, make_story):
    first, copy = make_story(1, TEXT), make_story(2, TEXT)
    answer = desk.post(
        reverse("desk:triage_choose", args=[copy.pk]), {"current": first.pk}, headers=HTMX
    ).content.decode()
    assert Story.objects.get().canonical == copy
    assert answer.index(f'<li id="row-{copy.pk}">') < answer.index(f'id="row-{first.pk}" hx-')


def test_news_are_counted_and_offered(desk, make_story):
    seen = make_story(1)
    address = reverse("desk:triage_news")
    assert "载入" not in desk.get(address, {"seen": seen.pk}).content.decode()
    make_story(2)
    assert "载入新内容（1）" in desk.get(address, {"seen": f"{seen.pk},x"}).content.decode()


def test_reviewer_sees_but_cannot_decide(client, reviewer, make_story):
    client.force_login(reviewer)
    entry = make_story(1)
    page = shown(client)
    assert "标题1" in page
    assert "hx-post" not in page
    for verb in ("select", "reject", "hold", "undo"):
        address = reverse("desk:triage_decide", args=[entry.pk, verb])
        assert client.post(address, {"reason": "other"}).status_code == 403
    assert client.post(reverse("desk:triage_undo_last")).status_code == 403
    assert client.post(reverse("desk:triage_choose", args=[entry.pk])).status_code == 403
    assert not Decision.objects.exists()


def test_decisions_are_posted(desk, make_story):
    entry = make_story(1)
    assert desk.get(reverse("desk:triage_decide", args=[entry.pk, "hold"])).status_code == 405


def test_text_of_a_story_is_shown_harmless(desk, make_story):
    entry = make_story(1)
    type(entry).objects.update(
        title="<script>x</script>", body_html="<p onclick=x>正文<script>x</script></p>"
    )
    page = shown(desk)
    assert "<script>x" not in page
    assert "onclick" not in page


def test_queries_do_not_grow_with_stories_and_copies(desk, make_story):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(desk)
        return len(queries)

    make_story(1, TEXT, score=9)
    few = count()
    for number in range(2, 7):
        make_story(number)
    group(make_story(8, TEXT))
    assert count() == few
