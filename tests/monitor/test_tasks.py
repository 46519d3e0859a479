from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from kombu.exceptions import OperationalError

from monitor import tasks
from monitor.models import Entry, EntryMatch, Poll, Snapshot, Source, Topic
from monitor.schedule import LEASE


@pytest.fixture
def hints(monkeypatch) -> list[tuple[object, ...]]:
    """What was hinted; the way to the broker is tried in tests/leases/test_hints.py."""
    sent: list[tuple[object, ...]] = []

    def hint(*message: object, **when: float) -> None:
        sent.append((*message, *when.items()))

    monkeypatch.setattr(tasks, "hint", hint)
    return sent


def make_sources(count: int, **fields: object) -> list[int]:
    start = Source.objects.count()
    return [
        Source.objects.create(name=f"样例{n}", url="https://news.example/", **fields).pk
        for n in range(start, start + count)
    ]


def test_tick_hands_out_what_is_due_in_batches(db, hints):
    due = make_sources(tasks.BATCH + 2)
    make_sources(1, due_at=timezone.now() + timedelta(hours=1))
    make_sources(1, is_enabled=False)
    taken = make_sources(1)
    Source.objects.claim(taken[0], timezone.now(), LEASE)
    tasks.tick()
    assert hints == [
        ("monitor.tasks.poll_sources", due[: tasks.BATCH]),
        ("monitor.tasks.poll_sources", due[tasks.BATCH :]),
    ]


def test_tick_hands_out_pages(feed, site, hints):
    tasks.poll_sources([feed.pk])
    hints.clear()
    tasks.tick()
    assert hints == [("monitor.tasks.capture_entries",)]


def test_tick_with_nothing_due_is_silent(db, hints):
    tasks.tick()
    assert hints == []


def test_tick_survives_a_broker_that_is_away(feed, caplog, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("leases.hints.current_app.send_task", away)
    tasks.tick()
    assert "broker away" in caplog.text


def test_same_task_twice_does_the_work_once(feed, site, hints):
    for _time in range(2):
        tasks.poll_sources([feed.pk])
    for _time in range(2):
        tasks.capture_entries()
    assert sorted(site.asked) == ["/1.html", "/2.html", "/3.html", "/feed"]
    assert (Poll.objects.count(), Snapshot.objects.count()) == (1, 3)


def test_one_broken_source_does_not_hold_up_the_next(feed, site, hints):
    url = f"{site.url}/missing"
    due_at = feed.due_at - LEASE  # before the other
    broken = Source.objects.create(name="a", url=url, allow_private=True, due_at=due_at)
    tasks.poll_sources([0, broken.pk, feed.pk])
    assert list(Poll.objects.order_by("pk").values_list("status", flat=True)) == ["failed", "ok"]


def test_changed_topic_is_tried_on_the_entries_of_the_last_weeks(feed, site, hints):
    tasks.poll_sources([feed.pk])
    old = Entry.objects.order_by("pk")[:1]
    Entry.objects.filter(pk__in=list(old.values_list("pk", flat=True))).update(
        found_at=timezone.now() - timedelta(weeks=20)
    )
    topic = Topic.objects.create(name="样例", expression="病历")
    for _time in range(2):
        tasks.rematch_topic(topic.pk)
    assert EntryMatch.objects.count() == 2
    topic.expression = "疫苗"
    topic.save()
    tasks.rematch_topic(topic.pk)
    assert not EntryMatch.objects.exists()
