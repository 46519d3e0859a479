"""The page of a topic."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from monitor.models import Entry, Topic

ADD = "admin:monitor_topic_add"


def form(expression: str) -> dict[str, str]:
    return {"name": "医院信息化", "expression": expression}


def test_saved_topic_is_matched_anew_after_the_commit(
    client, editor, monkeypatch, django_capture_on_commit_callbacks
):
    hints = []
    monkeypatch.setattr("monitor.admin.topic.hint", lambda *args: hints.append(args))
    client.force_login(editor)
    with django_capture_on_commit_callbacks() as callbacks:
        client.post(reverse(ADD), form("医院 病历"))
        assert hints == []
    for callback in callbacks:
        callback()
    assert hints == [("monitor.tasks.rematch_topic", Topic.objects.get().pk)]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("医院 (病历", "At character 7 (医院 (病历▶): A closing bracket is missing."),
        ("非 招聘", "This would catch every text. Give at least one word that must occur."),
        ("医院 或 非 招聘", "This would catch every text. Give at least one word that must occur."),
        (" ", "This field is required."),
    ],
)
def test_expression_that_makes_no_sense_is_refused(client, editor, expression, message):
    client.force_login(editor)
    page = client.post(reverse(ADD), form(expression))
    assert page.context["adminform"].form.errors == {"expression": [message]}
    assert not Topic.objects.exists()


@pytest.fixture
def entries(db) -> None:
    for title in ("电子病历上线", "互联互通测评"):
        Entry.objects.create(
            url="https://news.example/", link_key=title, item_digest="", title=title,
            found_at=timezone.now() - timedelta(weeks=3),
        )  # fmt: skip


@pytest.mark.parametrize(("weeks", "count"), [("2", 0), ("4", 1), ("8", 1), ("nonsense", 1)])
def test_new_topic_is_tried_and_not_saved(client, editor, entries, weeks, count):
    client.force_login(editor)
    page = client.post(reverse(ADD), form("电子病历") | {"_try": "1", "weeks": weeks})
    assert page.context["trial"].count == count
    assert page.context["read_as"] == "电子病历"
    assert page.context["adminform"].form["expression"].value() == "电子病历"
    assert not page.context["errors"]
    assert not Topic.objects.exists()


def test_changed_topic_is_compared_with_the_saved_one(client, editor, entries):
    topic = Topic.objects.create(name="医院信息化", expression="互联互通")
    client.force_login(editor)
    change = reverse("admin:monitor_topic_change", args=[topic.pk])
    trial = client.post(change, form("电子病历") | {"_try": "1"}).context["trial"]
    assert [entry.title for entry, _words in trial.gained.newest] == ["电子病历上线"]
    assert [entry.title for entry, _words in trial.lost.newest] == ["互联互通测评"]
    topic.refresh_from_db()
    assert topic.expression == "互联互通"


def test_trial_of_a_broken_expression_shows_its_error(client, editor):
    client.force_login(editor)
    page = client.post(reverse(ADD), form("(") | {"_try": "1"})
    assert list(page.context["adminform"].form.errors) == ["expression"]
    assert "trial" not in page.context


def test_only_who_may_change_topics_tries(client, reviewer, topic):
    client.force_login(reviewer)
    change = reverse("admin:monitor_topic_change", args=[topic.pk])
    assert client.post(change, form("电子病历") | {"_try": "1"}).status_code == 403
    assert "_try" not in client.get(change).content.decode()
