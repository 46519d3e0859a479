"""The queue and the review page."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bulletins.workflow.editing import create_article
from bulletins.workflow.review import submit
from tests.bulletins.admin.conftest import url


def another(editor, number):
    article = create_article(
        editor, title=f"样例{number}", source_name="示例报", published_on="2026-11-18",
        body_html="<p>样例</p>",
    )  # fmt: skip
    submit(article, editor)
    return article


def test_queue_lists_the_longest_waiting_first(as_user, reviewer, editor, submitted):
    second = another(editor, 2)
    rows = as_user(reviewer).get(url("article", "queue")).context["rows"]
    assert [article for article, _refusal in rows] == [submitted, second]
    assert [refusal for _article, refusal in rows] == ["", ""]


def test_queue_says_why_one_may_not_review(as_user, chief):
    another(chief, 1)
    ((_article, refusal),) = as_user(chief).get(url("article", "queue")).context["rows"]
    assert refusal


def test_empty_queue_says_so(as_user, reviewer):
    page = as_user(reviewer).get(url("article", "queue"))
    assert page.status_code == 200
    assert 'class="empty"' in page.content.decode()


def test_queue_takes_the_same_queries_for_three_as_for_one(
    as_user, reviewer, editor, submitted, django_assert_num_queries
):
    client = as_user(reviewer)
    with CaptureQueriesContext(connection) as one:
        client.get(url("article", "queue"))
    expected = len(one)
    another(editor, 2)
    another(editor, 3)
    with django_assert_num_queries(expected):
        client.get(url("article", "queue"))


def test_review_page_posts_the_digest_of_the_text_shown(as_user, reviewer, submitted):
    page = as_user(reviewer).get(url("article", "review", submitted.pk)).content.decode()
    assert f'name="digest" value="{submitted.digest}"' in page
    assert "样例正文：示例市三家医院实现检查结果互认。" in page
