"""The queue, the review page and the decision."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from model_bakery import baker

from bulletins.models import Review
from bulletins.workflow.editing import revise_article
from bulletins.workflow.intake import article_of
from bulletins.workflow.review import submit
from monitor.models import Entry

QUEUE = "/admin/desk/review/queue/"


def page_of(article) -> str:
    return reverse("desk:review", args=[article.pk])


def decide(client, article, decision, **fields):
    data = {"decision": decision, "digest": article.digest, **fields}
    return client.post(reverse("desk:decide", args=[article.pk]), data)


def messages_of(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_queue_lists_the_longest_waiting_first(as_user, reviewer, another, submitted):
    second = another(2)
    page = as_user(reviewer).get(QUEUE)
    assert page.context["rows"] == [(submitted, ""), (second, "")]
    assert page.context["first"] == submitted


def test_queue_says_why_one_may_not_review(as_user, chief, another):
    another(1, chief)
    page = as_user(chief).get(QUEUE)
    ((_article, refusal),) = page.context["rows"]
    assert refusal
    assert page.context["first"] is None


def test_empty_queue_says_so(as_user, reviewer):
    assert 'class="empty"' in as_user(reviewer).get(QUEUE).content.decode()


def test_queue_takes_the_same_queries_for_three_as_for_one(
    as_user, reviewer, another, submitted, django_assert_num_queries
):
    client = as_user(reviewer)
    with CaptureQueriesContext(connection) as one:
        client.get(QUEUE)
    expected = len(one)
    another(2)
    another(3)
    with django_assert_num_queries(expected):
        client.get(QUEUE)


def test_row_of_links_counts_what_waits_for_the_reviewer(as_user, reviewer, editor, submitted):
    assert '<span class="count">1</span>' in as_user(reviewer).get("/admin/").content.decode()
    assert '<span class="count">' not in as_user(editor).get("/admin/").content.decode()


def test_review_page_posts_the_digest_of_the_text_shown(as_user, reviewer, submitted):
    page = as_user(reviewer).get(page_of(submitted)).content.decode()
    assert f'name="digest" value="{submitted.digest}"' in page
    assert "样例正文：示例市三家医院实现检查结果互认。" in page


def test_review_page_marks_what_the_editor_changed(as_user, reviewer, editor):
    entry = baker.make(
        Entry, title="示例市样例标题", url="https://news.example/1.html", source_name="示例报",
        published_on="2026-11-18", state="captured", body_html="<p>三家医院互认</p>",
        body_text="三家医院互认",
    )  # fmt: skip
    article = article_of(entry, editor)
    revise_article(article, editor, seen_digest=article.digest, body_html="<p>五家医院互认</p>")
    submit(article, editor)
    page = as_user(reviewer).get(page_of(article)).content.decode()
    assert "<del>三</del>家医院互认" in page
    assert "<ins>五</ins>家医院互认" in page


def test_approval_leads_to_the_next_article(as_user, reviewer, another, submitted):
    following = another(2)
    client = as_user(reviewer)
    assert decide(client, submitted, "approve", comment="好").url == page_of(following)
    assert decide(client, following, "approve").url == QUEUE
    submitted.refresh_from_db()
    assert (submitted.status, submitted.approved_by) == ("approved", reviewer)
    assert submitted.reviews.get().comment == "好"


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_approval_of_another_text_is_refused(as_user, reviewer, submitted, digest):
    response = decide(as_user(reviewer), submitted, "approve", digest=digest)
    submitted.refresh_from_db()
    assert submitted.status == "in_review"
    assert response.url == page_of(submitted)
    assert len(messages_of(response)) == 1


def test_sending_back_keeps_what_was_said_of_passages(as_user, reviewer, submitted):
    decide(
        as_user(reviewer), submitted, "send_back",
        passage=["三家医院", "没有批注"], passage_comment=["原文是五家", " "],
    )  # fmt: skip
    submitted.refresh_from_db()
    assert submitted.status == "returned"
    passages = Review.objects.get().passages.values_list("passage", "comment")
    assert list(passages) == [("三家医院", "原文是五家")]
    assert "原文是五家" in submitted.activities.get(verb="send_back").comment


def test_sending_back_without_a_word_is_refused(as_user, reviewer, submitted):
    response = decide(as_user(reviewer), submitted, "send_back")
    submitted.refresh_from_db()
    assert submitted.status == "in_review"
    assert not Review.objects.exists()
    assert len(messages_of(response)) == 1


def test_editor_may_look_but_not_decide(as_user, editor, submitted):
    client = as_user(editor)
    assert 'name="decision"' not in client.get(page_of(submitted)).content.decode()
    assert decide(client, submitted, "approve").status_code == 403


def test_decision_is_never_made_by_a_link(as_user, reviewer, submitted):
    assert as_user(reviewer).get(reverse("desk:decide", args=[submitted.pk])).status_code == 405


def test_review_opens_what_waits_longest_for_this_person(as_user, reviewer, editor, another):
    first = another(1)
    another(2)
    assert as_user(reviewer).get("/admin/desk/review/").url == page_of(first)
    assert as_user(editor).get("/admin/desk/review/").url == QUEUE
