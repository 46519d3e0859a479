"""Leases, tried on sources: one worker at a time, and a dead one frees its row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.models import Source

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LEASE = timedelta(minutes=5)

pytestmark = pytest.mark.django_db


def source(name: str = "样例", **fields: object) -> Source:
    fields = {"url": "https://news.example/", "due_at": NOW} | fields
    return Source.objects.create(name=name, **fields)


def test_second_claim_gets_nothing():
    pk = source().pk
    assert Source.objects.claim_due(pk, NOW, LEASE) is not None
    assert Source.objects.claim_due(pk, NOW, LEASE) is None
    assert Source.objects.claim(pk, NOW, LEASE) is None


def test_expired_lease_is_taken_over_and_its_holder_is_out():
    pk = source().pk
    first = Source.objects.claim_due(pk, NOW, LEASE)
    second = Source.objects.claim_due(pk, NOW + LEASE, LEASE)
    assert first
    assert second
    assert second != first
    assert not Source.objects.holds(pk, first)
    assert Source.objects.holds(pk, second)
    assert not Source.objects.finish(pk, first, name="lost")
    assert Source.objects.finish(pk, second, due_at=NOW + timedelta(days=1))
    kept = Source.objects.get()
    assert (kept.name, kept.lease_token, kept.lease_until) == ("样例", None, None)


def test_claim_of_what_is_not_due_or_gone_gives_nothing():
    later, never = source("later", due_at=NOW + LEASE).pk, source("never", due_at=None).pk
    assert [Source.objects.claim_due(pk, NOW, LEASE) for pk in (later, never, 0)] == [None] * 3
    assert Source.objects.claim(never, NOW, LEASE) is not None


def test_due_are_those_whose_time_has_come_the_longest_waiting_first():
    source("later", due_at=NOW + LEASE)
    source("never", due_at=None)
    source("now")
    source("waiting", due_at=NOW - LEASE)
    taken, expired = source("taken"), source("expired", due_at=NOW - 2 * LEASE)
    Source.objects.claim(taken.pk, NOW, LEASE)
    Source.objects.claim(expired.pk, NOW - LEASE, LEASE)
    assert [each.name for each in Source.objects.due(NOW)] == ["expired", "waiting", "now"]


def test_claim_all_takes_what_is_due_and_free_under_one_token():
    later, never = source("later", due_at=NOW + LEASE).pk, source("never", due_at=None).pk
    first, second, taken = source("first").pk, source("second").pk, source("taken").pk
    Source.objects.claim(taken, NOW, LEASE)
    pks = [0, first, second, taken, later, never]
    rows = list(Source.objects.claim_all(pks, NOW, LEASE))
    assert sorted(row.name for row in rows) == ["first", "second"]
    assert {row.lease_until for row in rows} == {NOW + LEASE}
    (token,) = {row.lease_token for row in rows}
    assert token
    assert Source.objects.holds(first, token)
    assert list(Source.objects.claim_all(pks, NOW, LEASE)) == []
    others = Source.objects.claim_all(pks, NOW, LEASE, due_only=False)
    assert sorted(row.name for row in others) == ["later", "never"]
