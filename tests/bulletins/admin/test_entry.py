"""“Make an article of it”, on the pages of monitoring."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bulletins.models import Article
from monitor.models import Entry, EntryMatch, Topic
from tests.bulletins.admin.conftest import messages_of


@pytest.fixture
def make_entry(db):
    topic = Topic.objects.create(name="医院信息化", expression="医院")

    def make(number: int, **fields) -> Entry:
        values = {
            "url": f"https://news.example/{number}", "link_key": str(number),
            "item_digest": "0" * 64, "title": f"医院样例{number}", "source_name": "示例报",
            "body_html": "<p>样例。</p>", "text_digest": str(number), "state": "captured",
            "found_at": timezone.now(),
        }  # fmt: skip
        entry = Entry.objects.create(**values | fields)
        EntryMatch.objects.create(entry=entry, topic=topic, words=["医院"])
        return entry

    return make


def entry_url(name: str, *args: object) -> str:
    return reverse(f"admin:monitor_entry_{name}", args=args)


def test_button_makes_an_article_and_opens_it(as_user, editor, make_entry):
    entry = make_entry(1)
    response = as_user(editor).post(entry_url("take", entry.pk))
    article = Article.objects.get()
    assert (article.entry, article.title, article.edited_by) == (entry, "医院样例1", editor)
    assert response.url == reverse("admin:bulletins_article_change", args=[article.pk])


def test_second_article_is_refused(as_user, editor, make_entry):
    entry = make_entry(1)
    as_user(editor).post(entry_url("take", entry.pk))
    response = as_user(editor).post(entry_url("take", entry.pk))
    assert response.url == entry_url("change", entry.pk)
    assert Article.objects.count() == 1
    assert "医院样例1" in messages_of(response)[-1]


@pytest.mark.parametrize("role", ["reviewer", "publisher"])
def test_others_make_no_articles(request, as_user, role, make_entry):
    client = as_user(request.getfixturevalue(role))
    entry = make_entry(1)
    assert client.post(entry_url("take", entry.pk)).status_code == 403
    data = {"action": "make_articles", "_selected_action": [entry.pk]}
    client.post(entry_url("changelist"), data)
    assert not Article.objects.exists()


def test_action_makes_what_it_can_and_says_of_the_others_why_not(as_user, editor, make_entry):
    entries = [make_entry(1), make_entry(2, state="failed", body_html="")]
    data = {"action": "make_articles", "_selected_action": [entry.pk for entry in entries]}
    response = as_user(editor).post(entry_url("changelist"), data)
    assert [article.entry for article in Article.objects.all()] == [entries[0]]
    assert len(messages_of(response)) == 2


def test_filter_knows_which_were_taken(as_user, editor, make_entry):
    first, second = make_entry(1), make_entry(2)
    as_user(editor).post(entry_url("take", first.pk))
    page = as_user(editor).get(entry_url("changelist"), {"taken": "0", "on_topic": "1"})
    assert list(page.context["cl"].queryset) == [second]


def test_list_takes_the_same_queries_for_three_as_for_one(
    as_user, editor, make_entry, django_assert_num_queries
):
    client = as_user(editor)
    client.post(entry_url("take", make_entry(1).pk))
    client.get(entry_url("changelist"))  # shows the message
    with CaptureQueriesContext(connection) as one:
        client.get(entry_url("changelist"))
    expected = len(one)
    for number in (2, 3):
        client.post(entry_url("take", make_entry(number).pk))
    client.get(entry_url("changelist"))
    with django_assert_num_queries(expected):
        client.get(entry_url("changelist"))


def test_first_page_counts_what_waits(as_user, editor, make_entry):
    from desk.waiting import waiting_for

    make_entry(1)
    as_user(editor).post(entry_url("take", make_entry(2).pk))
    counts = {card.url.split("?")[0].rsplit("/", 2)[1]: card.count for card in waiting_for(editor)}
    assert counts == {"find": 0, "triage": 1, "article": 1, "queue": 0, "board": 0}


def test_cards_lead_to_lists_that_open(as_user, chief, make_entry):
    from desk.waiting import waiting_for

    make_entry(1)
    for card in waiting_for(chief):
        response = as_user(chief).get(card.url)
        assert (card.url, response.status_code) == (card.url, 200)
