"""Placing, ordering, taking out and handing on the items of an issue."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from bulletins.models import Activity, Article, Issue
from bulletins.workflow.arranging import move_article, submit_drafts, take_out
from bulletins.workflow.compilation import place_articles
from bulletins.workflow.editing import create_article
from bulletins.workflow.errors import ConflictError, NotAllowedError
from bulletins.workflow.publication import publish
from bulletins.workflow.scheduling import skip


@pytest.fixture
def make_draft(editor):
    def make(title: str, **fields: object) -> Article:
        text = {
            "source_name": "示例健康报", "published_on": date(2026, 11, 18),
            "body_html": "<p>样例正文。</p>",
        }  # fmt: skip
        return create_article(editor, title=title, **(text | fields))

    return make


@pytest.fixture
def filled(make_issue, make_draft, editor) -> Issue:
    """An issue of three drafts: 甲, 乙, 丙."""
    issue: Issue = make_issue(count=0)
    place_articles(issue, [make_draft(title) for title in "甲乙丙"], editor)
    return issue


def titles(issue: Issue) -> str:
    return "".join(item.article.title for item in issue.items.select_related("article"))


def pk(title: str) -> int:
    return Article.objects.get(title=title).pk


def test_drafts_are_placed_and_dropped_ones_are_not(filled, make_draft, editor):
    dropped = make_draft("丁")
    Article.objects.filter(pk=dropped.pk).update(status="dropped")
    assert place_articles(filled, [dropped], editor) == 0
    assert titles(filled) == "甲乙丙"


@pytest.mark.parametrize(
    ("title", "to", "order"),
    [("甲", 1, "乙甲丙"), ("丙", 0, "丙甲乙"), ("甲", 9, "乙丙甲"), ("甲", -1, "甲乙丙")],
)
def test_article_is_moved_to_a_place(filled, editor, title, to, order):
    move_article(filled, pk(title), to, editor)
    assert titles(filled) == order
    assert [item.position for item in filled.items.all()] == [1, 2, 3]


def test_article_that_is_taken_out_is_on_the_shortlist(filled, editor):
    assert take_out(filled, pk("乙"), editor).title == "乙"
    assert titles(filled) == "甲丙"
    assert [article.title for article in Article.objects.shortlisted()] == ["乙"]


def test_placing_and_taking_out_are_in_the_log(filled, editor):
    take_out(filled, pk("乙"), editor)
    log = Activity.objects.order_by("pk")
    assert list(log.values_list("verb", "article__title", "issue", "actor")) == [
        *(("place", title, filled.pk, editor.pk) for title in "甲乙丙"),
        ("take_out", "乙", filled.pk, editor.pk),
    ]  # fmt: skip
    assert {one.comment for one in log} == {str(filled)}


def test_log_outlives_an_issue_that_is_given_up(make_issue, make_draft, editor):
    issue = make_issue(count=0)
    name = str(issue)
    place_articles(issue, [make_draft("甲")], editor)
    take_out(issue, pk("甲"), editor)
    skip(issue.bulletin, issue.issue_date, "设备检修", editor, merge=False)
    assert not Issue.objects.exists()
    assert not Activity.objects.filter(issue__isnull=False).exists()
    assert list(Activity.objects.values_list("article__title", "comment")) == [("甲", name)] * 2


def test_log_of_a_published_issue_is_not_cut_off_it(make_issue, publisher):
    issue = make_issue()
    publish(issue, publisher)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(verb="place").update(issue=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(verb="publish").update(issue=None)


def test_what_is_not_in_the_issue_is_neither_moved_nor_taken_out(filled, make_draft, editor):
    other = make_draft("丁")
    with pytest.raises(ConflictError):
        move_article(filled, other.pk, 0, editor)
    with pytest.raises(ConflictError):
        take_out(filled, other.pk, editor)


def test_reviewer_arranges_nothing(filled, reviewer):
    for arrange in (
        lambda: move_article(filled, pk("甲"), 1, reviewer),
        lambda: take_out(filled, pk("甲"), reviewer),
        lambda: submit_drafts(filled, reviewer),
    ):
        with pytest.raises(NotAllowedError):
            arrange()
    assert titles(filled) == "甲乙丙"


def test_published_issue_is_not_arranged(make_issue, editor, publisher):
    issue = make_issue()
    publish(issue, publisher)
    article = issue.items.get().article_id
    with pytest.raises(NotAllowedError):
        move_article(issue, article, 0, editor)
    with pytest.raises(NotAllowedError):
        take_out(issue, article, editor)


def test_drafts_are_submitted_and_the_unfinished_are_named(filled, editor):
    Article.objects.filter(title="乙").update(published_on=None)
    came = submit_drafts(filled, editor)
    assert [article.title for article in came.articles] == ["甲", "丙"]
    assert len(came.refusals) == 1
    assert "乙" in came.refusals[0]
    assert {a.title: a.status for a in Article.objects.all()} == {
        "甲": "in_review", "乙": "draft", "丙": "in_review",
    }  # fmt: skip


def test_database_prints_no_article_without_approval(filled, publisher):
    with pytest.raises(IntegrityError):
        Issue.objects.filter(pk=filled.pk).update(status="published", number=1, document={})
