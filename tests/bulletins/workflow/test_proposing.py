"""A first draft of an issue, from articles and stories; placed by a person's word alone."""

from __future__ import annotations

from datetime import date

import pytest

from bulletins.models import Article
from bulletins.workflow.compilation import compile_issue
from bulletins.workflow.errors import ConflictError
from bulletins.workflow.proposing import accept, proposal_for, usual_size
from bulletins.workflow.publication import publish
from tests.bulletins.monitored import entry, reprints, source, story


@pytest.fixture
def issue(bulletin, editor):
    return compile_issue(bulletin, date(2026, 11, 20), editor)


def titles(proposed) -> list[str]:
    return [one.candidate.title for one in proposed]


def test_articles_and_stories_of_the_window_are_proposed_and_nothing_is_placed(issue, editor):
    article, _other = reprints(editor)
    entry(5, score=2.0, source=source("示例省卫生健康委", "government"), title="浙江上线平台")
    entry(6, published_on=date(2026, 11, 1))
    first, second = proposal_for(issue, editor)
    assert (first.candidate.title, first.candidate.others) == (article.title, 1)
    assert second.candidate.source_class
    assert (second.candidate.title, second.candidate.region) == ("浙江上线平台", "浙江")
    assert not issue.items.exists()


def test_reprints_are_proposed_once(issue, editor):
    story(entry(1), entry(2))
    assert titles(proposal_for(issue, editor)) == ["样例1"]


def test_people_who_make_no_articles_are_proposed_articles_only(issue, editor, publisher):
    article, _other = reprints(editor)
    entry(5)
    assert titles(proposal_for(issue, publisher)) == [article.title]


def test_issue_is_filled_up_to_the_usual_size(issue, editor, publisher, make_issue):
    assert usual_size(issue) == 4
    for week, count in ((6, 2), (13, 3)):
        publish(make_issue(date(2026, 11, week), count), publisher)
    assert usual_size(issue) == round((2 + 3) / 2)


def test_accepted_story_becomes_an_article_in_the_issue(issue, editor):
    found = entry(5)
    article = accept(issue, f"e-{found.pk}", editor)
    assert (article.entry, article.status) == (found, Article.Status.DRAFT)
    assert [item.article for item in issue.items.all()] == [article]
    assert proposal_for(issue, editor) == []


def test_accepted_article_is_placed(issue, editor):
    article, _other = reprints(editor)
    accept(issue, f"a-{article.pk}", editor)
    assert [item.article for item in issue.items.all()] == [article]


@pytest.mark.parametrize("key", ["", "a-", "a-x", "e-99", "q-1"])
def test_what_is_not_there_is_not_accepted(issue, editor, key):
    with pytest.raises(ConflictError):
        accept(issue, key, editor)


def test_queries_do_not_grow_with_the_stories(
    issue, editor, django_assert_num_queries, django_assert_max_num_queries
):
    entry(1)
    reprints(editor, 2)
    with django_assert_max_num_queries(30) as few:
        proposal_for(issue, editor)
    for number in range(10, 15):
        entry(number)
        reprints(editor, number * 10)
    with django_assert_num_queries(len(few)):
        proposal_for(issue, editor)
