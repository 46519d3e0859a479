"""On the page of a source: when it is polled next and why; moves are confirmed or declined."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from monitor.admin.source_manners import pace
from monitor.models import Host, Source
from tests.monitor.admin.test_source import messages_of

NEW = "https://new.example/feed"


@pytest.fixture
def source(db) -> Source:
    return Source.objects.create(
        name="示例", url="https://old.example/feed", moved_to=NEW, moved_polls=3, etag="1",
        due_at=timezone.now() + timedelta(hours=1), allow_private=True,
    )  # fmt: skip


def decide(client, source: Source, decision: str, moved_to: str = NEW):
    url = reverse(f"admin:monitor_source_{decision}", args=[source.pk])
    response = client.post(url, {"moved_to": moved_to})
    source.refresh_from_db()
    return response


def change_page(client, source: Source) -> str:
    response = client.get(reverse("admin:monitor_source_change", args=[source.pk]))
    return str(response.content, "utf-8")


def test_editor_follows_a_move(client, editor, source):
    client.force_login(editor)
    assert NEW in change_page(client, source)
    (message,) = messages_of(decide(client, source, "follow_move"))
    assert message == "The source is polled at its new address from now on."
    assert (source.url, source.host, source.moved_to, source.etag) == (NEW, "new.example", "", "")
    assert source.due_at
    assert source.due_at <= timezone.now()
    assert source.allow_private is False  # was given for another address
    assert NEW in LogEntry.objects.get().change_message
    assert "Follow it" not in change_page(client, source)


def test_move_that_waits_is_on_the_desk_and_in_the_list(client, editor, source):
    client.force_login(editor)
    assert "follow them?" in client.get(reverse("admin:index")).content.decode()
    listed = client.get(reverse("admin:monitor_source_changelist"), {"state": "moved"})
    assert list(listed.context["cl"].queryset) == [source]
    assert ">moved</span>" in listed.content.decode()
    decide(client, source, "decline_move")
    assert "follow them?" not in client.get(reverse("admin:index")).content.decode()


def test_administrator_may_leave_it_in_the_own_network(admin_client, source):
    decide(admin_client, source, "follow_move")
    assert (source.url, source.allow_private) == (NEW, True)


def test_editor_declines_a_move(client, editor, source):
    client.force_login(editor)
    decide(client, source, "decline_move")
    assert (source.url, source.moved_to) == ("https://old.example/feed", "")
    assert (source.move_declined, source.etag) == (NEW, "1")
    assert NEW not in change_page(client, source)


@pytest.mark.parametrize("decision", ["follow_move", "decline_move"])
def test_move_that_was_not_shown_is_not_decided(client, editor, source, decision):
    client.force_login(editor)
    for other in ("https://evil.example/", ""):
        response = decide(client, source, decision, other)
        assert messages_of(response)[-1] == "This move is not proposed any more."
    Source.objects.update(moved_polls=2)
    decide(client, source, decision)
    assert (source.url, source.move_declined) == ("https://old.example/feed", "")


@pytest.mark.parametrize("decision", ["follow_move", "decline_move"])
def test_only_who_may_change_sources_decides(client, reviewer, source, decision):
    client.force_login(reviewer)
    assert decide(client, source, decision).status_code == 403
    asked = client.get(reverse(f"admin:monitor_source_{decision}", args=[source.pk]))
    assert asked.status_code == 405
    assert (source.url, source.moved_to) == ("https://old.example/feed", NEW)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Polled every 60 minutes until it is known how often it brings news."),
        ({"interval_minutes": 1440}, "Polled every 24 hours, as set here."),
        ({"interval_minutes": 10080}, "Polled every 7 days, as set here."),
        (
            {"rhythm_minutes": 80, "arrivals": [0] * 20},
            "Polled about every 40 minutes: its last 20 items came every 80 minutes or so.",
        ),
        (
            {"rhythm_minutes": 80, "least_minutes": 60},
            "Polled every 60 minutes: the source asks not to be polled more often.",
        ),
        ({"due_at": None}, ""),  # paused; the last error says why
        ({"failures": 2}, "After failures it is tried ever more rarely, at least once a day."),
        ({"is_enabled": False}, ""),
    ],
)
def test_pace_is_explained(db, fields, said):
    assert pace(Source(name="示例", url="https://old.example/", **fields)) == said


def test_pace_is_on_the_page(client, editor, source):
    client.force_login(editor)
    assert "Polled every 60 minutes until it is known" in change_page(client, source)


def test_server_that_asks_for_rest_is_named_as_the_reason(source):
    later = timezone.now() + timedelta(hours=3)
    Host.objects.create(name="old.example", due_at=later)
    assert pace(source).startswith("Its server asks to be left alone until ")
