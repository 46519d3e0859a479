"""Mends of an article: one change in its history, which voids what was decided, and goes back."""

from __future__ import annotations

import pytest

from bulletins.workflow.checking import findings_of_article
from bulletins.workflow.editing import create_article, restore_version, revise_article
from bulletins.workflow.errors import ConflictError, NotAllowedError, NotReadyError
from bulletins.workflow.mending import ALL, mend_article, mends_of
from bulletins.workflow.review import approve, submit

BODY = (
    "<p>示例市的数据,<strong>已经</strong>互通。</p><p>它让患者少跑路，让医生少录入，让不同地区的不同医院之间的"
    "</p><p>检查结果得到互认。</p><p>责任编辑：样例</p>"
)
MENDED = (
    "<p>示例市的数据，<strong>已经</strong>互通。</p><p>它让患者少跑路，让医生少录入，让不同地区的不同医院之间的"
    "检查结果得到互认。</p>"
)


@pytest.fixture
def untidy(editor):
    return create_article(
        editor, title="示例市数据互通", source_name="示例报", published_on="2026-11-18",
        url="https://news.example/1.html?utm_source=x", body_html=BODY,
    )  # fmt: skip


def key_of(article, rule):
    found = [finding for finding in findings_of_article(article) if finding.rule == rule]
    return found[0].mends[0].key


def test_every_mend_at_once_is_one_version(untidy, editor):
    untidy.refresh_from_db()
    assert mend_article(untidy, editor, [ALL])
    assert (untidy.url, untidy.body_html) == ("https://news.example/1.html", MENDED)
    assert untidy.history.count() == 2
    assert mends_of(untidy) == []
    assert not mend_article(untidy, editor, [ALL])


def test_one_mend_changes_nothing_else(untidy, editor):
    untidy.refresh_from_db()
    assert mend_article(untidy, editor, [key_of(untidy, "leftover")])
    assert untidy.body_html == BODY.removesuffix("<p>责任编辑：样例</p>")
    assert untidy.url.endswith("utm_source=x")


def test_mend_that_is_not_there_any_more_changes_nothing(untidy, editor):
    untidy.refresh_from_db()
    key = key_of(untidy, "tracking")
    revise_article(untidy, editor, seen_digest=untidy.digest, url="https://news.example/2.html")
    assert not mend_article(untidy, editor, [key])
    assert untidy.url == "https://news.example/2.html"


def test_mend_voids_the_approval(untidy, editor, reviewer):
    submit(untidy, editor)
    approve(untidy, reviewer, seen_digest=untidy.digest)
    mend_article(untidy, editor, [ALL])
    untidy.refresh_from_db()
    assert (untidy.status, untidy.approved_by) == ("draft", None)


def test_mend_needs_the_permission_and_the_present_text(untidy, editor, second_editor, reviewer):
    untidy.refresh_from_db()
    with pytest.raises(NotAllowedError):
        mend_article(untidy, reviewer, [ALL])
    stale = type(untidy).objects.get(pk=untidy.pk)
    revise_article(untidy, second_editor, seen_digest=untidy.digest, title="别人改的标题")
    with pytest.raises(ConflictError):
        mend_article(stale, editor, [ALL])


def test_version_before_a_mend_comes_back(untidy, editor, article):
    untidy.refresh_from_db()
    before = untidy.history.get().history_id
    mend_article(untidy, editor, [ALL])
    assert restore_version(untidy, editor, before, seen_digest=untidy.digest)
    assert untidy.body_html == BODY
    assert untidy.history.count() == 3
    other = article.history.get().history_id
    with pytest.raises(NotReadyError):
        restore_version(untidy, editor, other, seen_digest=untidy.digest)


def test_placed_article_is_checked_in_its_issue(make_issue):
    article = make_issue().articles.get()
    assert [found.rule for found in findings_of_article(article) if found.level == "block"] == []
    article.published_on = article.item.issue.window_end.replace(year=2027)
    rules = [found.rule for found in findings_of_article(article) if found.level == "block"]
    assert rules == ["future", "window"]
