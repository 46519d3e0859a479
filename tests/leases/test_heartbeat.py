"""The heartbeat, tried on sources: leases live as long as their worker, and not for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from leases import heartbeat as module
from leases.heartbeat import LIFE, Heartbeat, heartbeat
from monitor.models import Source
from monitor.turns import turns

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LEASE = timedelta(minutes=5)
SECOND = timedelta(seconds=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def beating() -> Iterator[None]:
    """A worker's process; its thread sleeps all through the test."""
    heartbeat.start()
    yield
    heartbeat.stop()


def source(name: str = "样例") -> int:
    return Source.objects.create(name=name, url="https://news.example/", due_at=NOW).pk


def end_of(pk: int) -> datetime | None:
    return Source.objects.get(pk=pk).lease_until


def test_lease_without_a_heartbeat_is_for_the_whole_time():
    pk = source()
    assert Source.objects.claim(pk, NOW, LEASE)
    heartbeat.beat(NOW + LEASE / 2)
    assert end_of(pk) == NOW + LEASE


@pytest.mark.usefixtures("beating")
def test_lease_is_renewed_from_beat_to_beat():
    pk = source()
    assert Source.objects.claim(pk, NOW, LEASE)
    assert end_of(pk) == NOW + LIFE
    heartbeat.beat(NOW + SECOND)  # too young to need it
    assert end_of(pk) == NOW + LIFE
    heartbeat.beat(NOW + LIFE / 2)
    heartbeat.beat(NOW + LIFE)
    assert end_of(pk) == NOW + 2 * LIFE


@pytest.mark.usefixtures("beating")
def test_lease_is_not_renewed_for_longer_than_it_was_taken_for():
    pk = source()
    Source.objects.claim(pk, NOW, LEASE)
    heartbeat.beat(NOW + LEASE - SECOND)
    heartbeat.beat(NOW + LEASE)
    assert end_of(pk) == NOW + LEASE - SECOND + LIFE


@pytest.mark.usefixtures("beating")
def test_lease_that_ends_before_the_next_beats_is_written_as_it_is():
    pk = source()
    Source.objects.claim(pk, NOW, 2 * SECOND)
    assert end_of(pk) == NOW + 2 * SECOND


@pytest.mark.usefixtures("beating")
def test_what_was_given_back_or_taken_over_is_left_alone():
    back, over = source("back"), source("over")
    token = Source.objects.claim(back, NOW, LEASE)
    assert token
    Source.objects.finish(back, token, due_at=NOW)
    Source.objects.claim(over, NOW, LEASE)
    Source.objects.filter(pk=over).update(lease_token=token, lease_until=NOW)
    heartbeat.beat(NOW + LIFE)
    assert (end_of(back), end_of(over)) == (None, NOW)


@pytest.mark.usefixtures("beating")
def test_rows_taken_together_are_renewed_as_far_as_they_are_still_held():
    first, second, free = (source(name) for name in ("first", "second", "free"))
    taken = list(Source.objects.claim_all([first, second], NOW, LEASE))
    assert taken[0].lease_token
    Source.objects.finish(first, taken[0].lease_token)
    heartbeat.beat(NOW + LIFE)
    assert [end_of(pk) for pk in (first, second, free)] == [None, NOW + 2 * LIFE, None]


@pytest.mark.usefixtures("beating")
def test_turn_at_a_new_host_is_renewed():
    with turns(["news.example"]) as held:
        host = held["news.example"].host
        later = timezone.now() + LIFE
        heartbeat.beat(later)
        host.refresh_from_db()
        assert host.lease_until == later + LIFE


def test_heart_goes_on_when_the_database_was_away(monkeypatch, caplog):
    monkeypatch.setattr(module, "BEAT", 0.001)
    beats = []

    def beat(now: datetime) -> None:
        beats.append(now)
        raise OperationalError("away")

    heart = Heartbeat()
    monkeypatch.setattr(heart, "beat", beat)
    heart.start()
    deadline = timezone.now() + 5 * SECOND
    while len(beats) < 2 and timezone.now() < deadline:
        pass
    heart.stop()
    assert len(beats) >= 2
    assert "leases could not be renewed: away" in caplog.text
