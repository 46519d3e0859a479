"""The log of decisions: found by person, verb, object and day; taken away as a file."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from bulletins.models import Activity
from bulletins.workflow.arranging import take_out
from bulletins.workflow.compilation import place_articles
from bulletins.workflow.editing import create_article
from bulletins.workflow.publication import publish
from bulletins.workflow.review import send_back, submit
from tests.bulletins.admin.conftest import url


@pytest.fixture
def log(filled_issue, publisher, editor, reviewer):
    """Submitted, approved, placed twice, published; and another, submitted and sent back."""
    (item,) = filled_issue.items.all()
    place_articles(filled_issue, [take_out(filled_issue, item.article_id, editor)], editor)
    publish(filled_issue, publisher)
    other = create_article(
        editor, title="=1+1 公式样的标题", source_name="示例报", published_on="2026-11-18",
        body_html="<p>样例</p>",
    )  # fmt: skip
    submit(other, editor)
    send_back(other, reviewer, seen_digest=other.digest, comment="@缺 少来源")
    return filled_issue


def found(client, words: str) -> list[str]:
    page = client.get(url("activity", "changelist"), {"q": words})
    return [activity.verb for activity in page.context["cl"].result_list]


@pytest.mark.parametrize(
    ("words", "verbs"),
    [
        ("reviewer", ["send_back", "approve"]),
        ("移出", ["take_out"]),
        ("退回", ["send_back"]),
        ("公式样", ["send_back", "submit"]),
        ("缺", ["send_back"]),
        ("第一期", ["publish", "place", "take_out", "place"]),
        ("1999-01-01", []),
        ("公式样 editor", ["submit"]),
        ("%", []),
    ],
)
def test_log_is_searched(as_user, editor, log, words, verbs):
    assert found(as_user(editor), words) == verbs


def test_log_is_searched_by_day(as_user, editor, log):
    assert len(found(as_user(editor), f"{timezone.localdate()}")) == Activity.objects.count()


def rows_of(response) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_export_holds_what_the_list_shows_and_no_formula(as_user, editor, log):
    response = as_user(editor).get(url("activity", "export"), {"q": "公式样"})
    header, sent_back, submitted = rows_of(response)
    assert header[1:4] == ["操作人", "操作", "稿件"]
    assert (sent_back[1], sent_back[3], sent_back[7]) == (
        "reviewer", "'=1+1 公式样的标题", "'@缺 少来源",
    )  # fmt: skip
    assert submitted[5] == "草稿 → 待审"
    assert response["Content-Disposition"].startswith("attachment")


def test_export_is_whole_and_asks_as_often_for_many_as_for_few(
    as_user, editor, log, article, django_assert_num_queries, django_assert_max_num_queries
):
    client = as_user(editor)
    with django_assert_max_num_queries(12) as few:
        rows_of(client.get(url("activity", "export")))
    for _number in range(120):
        Activity.objects.create(
            actor=editor, verb="drop", article=article, from_status="draft", to_status="dropped"
        )
    with django_assert_num_queries(len(few)):
        rows = rows_of(client.get(url("activity", "export")))
    assert len(rows) == Activity.objects.count() + 1


def test_export_is_closed_to_people_without_the_permission(as_user, log):
    stranger = User.objects.create_user("stranger", is_staff=True)
    assert as_user(stranger).get(url("activity", "export")).status_code == 403
