"""The page of a source: selectors are checked, polling is a post."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from monitor.admin.source_form import SourceForm
from monitor.exchange.records import setting_fields
from monitor.models import Entry, Poll, Source

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>样例</title>
<item><title>医院样例</title><link>https://news.example/1</link></item></channel></rss>"""


def source_url(name: str, *args: object) -> str:
    return reverse(f"admin:monitor_source_{name}", args=args)


def messages_of(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def form(**changes) -> dict[str, object]:
    return {
        "name": "示例报", "kind": "feed", "url": "https://news.example/feed", "is_enabled": "on",
        "interval_minutes": 60, "source_class": "other", "max_pages": 3, "query_charset": "utf-8",
        **changes,
    }  # fmt: skip


@pytest.fixture
def feed(db, httpserver) -> Source:
    httpserver.expect_request("/feed").respond_with_data(FEED, content_type="application/rss+xml")
    return Source.objects.create(name="示例", url=httpserver.url_for("/feed"), allow_private=True)


def test_poll_now_says_what_came_of_it(client, editor, feed):
    client.force_login(editor)
    response = client.post(source_url("poll_now", feed.pk))
    assert response.url == source_url("change", feed.pk)
    assert messages_of(response) == ["Polled: 1 items seen, 1 new, 0 changed."]
    assert Entry.objects.get().title == "医院样例"


def test_poll_now_says_what_went_wrong(client, editor, feed, httpserver):
    Source.objects.update(url=httpserver.url_for("/nothing"))
    client.force_login(editor)
    (message,) = messages_of(client.post(source_url("poll_now", feed.pk)))
    assert message.startswith("The poll failed:")


@pytest.mark.parametrize("role", ["reviewer", "publisher"])
def test_others_do_not_poll(request, client, feed, role):
    client.force_login(request.getfixturevalue(role))
    assert client.post(source_url("poll_now", feed.pk)).status_code == 403
    client.post(
        source_url("changelist"), {"action": "poll_selected", "_selected_action": [feed.pk]}
    )
    assert not Poll.objects.exists()


def test_polling_needs_a_post(client, editor, feed):
    client.force_login(editor)
    assert client.get(source_url("poll_now", feed.pk)).status_code == 405


def test_action_makes_sources_due_and_hints(
    client, editor, feed, monkeypatch, django_capture_on_commit_callbacks
):
    hints = []
    monkeypatch.setattr("monitor.admin.source.hint", lambda *args: hints.append(args))
    Source.objects.update(due_at=None)
    client.force_login(editor)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            source_url("changelist"), {"action": "poll_selected", "_selected_action": [feed.pk]}
        )
    assert hints == [("monitor.tasks.poll_sources", [feed.pk])]
    feed.refresh_from_db()
    assert feed.due_at


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "listing"}, "item_selector"),
        ({"kind": "listing", "item_selector": "ul >> li["}, "item_selector"),
        ({"kind": "listing", "item_selector": "li", "date_selector": "span["}, "date_selector"),
        ({"url": "ftp://news.example/"}, "url"),
        ({"interval_minutes": -1}, "interval_minutes"),
    ],
)
def test_form_says_what_is_wrong_at_its_field(client, editor, changes, field):
    client.force_login(editor)
    response = client.post(source_url("add"), form(**changes))
    assert list(response.context["adminform"].form.errors) == [field]


def test_form_holds_every_setting():
    assert set(SourceForm.base_fields) == set(setting_fields())


def test_editors_cannot_open_the_own_network(client, editor):
    client.force_login(editor)
    client.post(source_url("add"), form(allow_private="on"))
    assert Source.objects.get().allow_private is False


def test_permission_for_the_own_network_ends_with_the_address(client, editor, feed):
    client.force_login(editor)
    changed = form(name=feed.name, url="https://news.example/other")
    client.post(source_url("change", feed.pk), changed)
    feed.refresh_from_db()
    assert (feed.url, feed.allow_private) == ("https://news.example/other", False)


def test_changed_reading_makes_a_source_due_and_hints(
    client, editor, feed, monkeypatch, django_capture_on_commit_callbacks
):
    hints = []
    monkeypatch.setattr("monitor.admin.source.hint", lambda *args: hints.append(args))
    Source.objects.update(due_at=None)
    client.force_login(editor)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(source_url("change", feed.pk), form(name=feed.name, url=feed.url, notes="备注"))
        client.post(source_url("change", feed.pk), form(name=feed.name, url=f"{feed.url}2"))
    assert hints == [("monitor.tasks.poll_sources", [feed.pk])]
    feed.refresh_from_db()
    assert feed.due_at


def test_list_shows_the_state(client, editor, db):
    Source.objects.create(name="坏", url="https://a.example", failures=2, last_error="503")
    client.force_login(editor)
    page = client.get(source_url("changelist"), {"state": "failing"}).content.decode()
    assert "badge-bad" in page
    assert "503" in page


def test_new_class_has_the_stories_of_the_source_elected_anew(
    client, editor, feed, monkeypatch, django_capture_on_commit_callbacks
):
    hints: list[tuple[object, ...]] = []
    monkeypatch.setattr("monitor.admin.source.hint", lambda *args: hints.append(args))
    client.force_login(editor)
    same = form(name=feed.name, url=feed.url)
    for changes in ({}, {"source_class": "government"}):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(source_url("change", feed.pk), same | changes)
    assert hints.count(("monitor.tasks.elect_stories", feed.pk)) == 1
    feed.refresh_from_db()
    assert feed.source_class == "government"


def test_list_says_what_is_wrong_with_a_source(client, reviewer, db):
    Source.objects.create(
        name="静", url="https://a.example/", health="silent", health_reason="静默"
    )
    Source.objects.create(
        name="错",
        url="https://b.example/",
        last_error="断开",
        health="failing",
        health_reason="旧的",
    )
    Source.objects.create(
        name="好", url="https://c.example/", health="failing", health_reason="已修复"
    )
    client.force_login(reviewer)
    page = client.get(source_url("changelist")).content.decode()
    assert "静默" in page
    assert "断开" in page
    assert "旧的" not in page
    assert "已修复" not in page


def test_moved_sources_can_be_chosen(client, reviewer, db):
    for name, polls in (("迁走了", 3), ("没有动", 0)):
        Source.objects.create(
            name=name, url=f"https://{polls}.example/", moved_to="https://n.example/",
            moved_polls=polls,
        )  # fmt: skip
    client.force_login(reviewer)
    response = client.get(source_url("changelist"), {"state": "moved"})
    assert [source.name for source in response.context["cl"].result_list] == ["迁走了"]
    assert "?state=moved" in response.content.decode()


def test_page_says_when_a_failing_source_was_last_read_with_success(client, editor, feed):
    client.force_login(editor)
    assert (
        "Last read with success" not in client.get(source_url("change", feed.pk)).content.decode()
    )
    succeeded = datetime(2026, 11, 20, 8, tzinfo=UTC)
    Source.objects.update(last_success_at=succeeded, failures=2, last_error="断开")
    page = client.get(source_url("change", feed.pk)).content.decode()
    assert "Last read with success: Nov. 20, 2026, 4 p.m." in page
