"""Verdicts: what makes a source work, fail or be silent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.health.verdicts import Facts, in_words, usual_gap, verdict
from monitor.models import Source

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
Health = Source.Health


def facts(**changes) -> Facts:
    usual: dict[str, Any] = {
        "is_enabled": True, "is_paused": False, "failures": 0, "last_error": "",
        "last_success_at": NOW - timedelta(hours=1),
    }  # fmt: skip
    return Facts(**usual | changes)


def every(gap: timedelta, silent: timedelta) -> list[int]:
    """Ten items with this gap, the last one so long ago."""
    last = NOW - silent
    return [int((last - gap * number).timestamp()) for number in reversed(range(10))]


@pytest.mark.parametrize(
    ("changes", "health"),
    [
        ({}, Health.WORKING),
        ({"is_enabled": False, "failures": 9}, Health.OFF),
        ({"is_paused": True, "failures": 1}, Health.FAILING),
        ({"failures": 1}, Health.WORKING),
        ({"failures": 3}, Health.FAILING),
        ({"failures": 1, "last_success_at": NOW - timedelta(days=2)}, Health.FAILING),
        ({"last_success_at": None}, Health.UNCHECKED),
        ({"last_success_at": None, "failures": 3}, Health.FAILING),
        ({"fault": "no title"}, Health.REDESIGNED),
        ({"arrivals": every(timedelta(hours=3), timedelta(days=9))}, Health.SILENT),
        ({"arrivals": every(timedelta(hours=3), timedelta(hours=47))}, Health.WORKING),
        ({"arrivals": every(timedelta(days=7), timedelta(days=30))}, Health.WORKING),
        ({"arrivals": every(timedelta(days=7), timedelta(days=36))}, Health.SILENT),
        ({"arrivals": [1, 2]}, Health.WORKING),
    ],
)
def test_verdict_names_what_is_worst(changes, health):
    assert verdict(facts(**changes), NOW).health == health


def test_reason_says_how_long_and_how_often():
    found = verdict(facts(arrivals=every(timedelta(hours=3), timedelta(days=9))), NOW)
    assert found.reason == "Nothing new for 9 days; usually something every 3 hours."
    assert verdict(facts(failures=3, last_error="no name"), NOW).reason == "no name"


def test_usual_gap_leaves_the_silence_after_the_last_item_out():
    assert usual_gap(every(timedelta(hours=3), timedelta(days=9))) == timedelta(hours=3)
    assert usual_gap([1, 2]) is None


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "1 minute"), (89, "89 minutes"), (90, "2 hours"), (35 * 60, "35 hours"), (2880, "2 days")],
)
def test_times_are_told_in_their_largest_unit(minutes, words):
    assert in_words(timedelta(minutes=minutes)) == words
