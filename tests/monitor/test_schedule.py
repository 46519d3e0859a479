from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.schedule import (
    CAPTURE_ATTEMPTS,
    LONGEST_INTERVAL,
    SHORTEST_INTERVAL,
    interval_of,
    next_capture,
    next_try,
)

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("fixed", "rhythm", "least", "minutes"),
    [
        (None, None, 0, 60),  # nothing known yet
        (None, None, 90, 90),
        (None, 80, 0, 40),  # twice as often as items come
        (None, 80, 30, 40),
        (None, 80, 60, 60),  # the source asks for more time
        (None, 0, 0, 5),
        (None, 9, 0, 5),
        (None, 100_000, 0, 1440),
        (7, 80, 60, 7),  # an editor has the last word
        (2880, None, 0, 2880),
    ],
)
def test_interval_follows_the_rhythm_unless_it_is_fixed(fixed, rhythm, least, minutes):
    assert interval_of(fixed, rhythm, least) == timedelta(minutes=minutes)


@given(st.integers(0, 2**31 - 1), st.integers(0, 360))
def test_interval_of_a_rhythm_stays_within_its_bounds(rhythm, least):
    assert SHORTEST_INTERVAL <= interval_of(None, rhythm, least) <= LONGEST_INTERVAL


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(1, 10), (2, 20), (3, 40), (4, 80), (8, 1280), (9, 1440), (9999, 1440)],
)
def test_tries_back_off_by_doubling_up_to_a_day(failures, minutes):
    assert next_try(NOW, failures) == NOW + timedelta(minutes=minutes)
    assert next_try(NOW, failures, jitter=1) == NOW + timedelta(minutes=minutes) * 0.8


@pytest.mark.parametrize(
    ("asked", "heeded"),
    [(HOUR, HOUR), (-HOUR, HOUR / 6), (24 * HOUR, 24 * HOUR), (999 * HOUR, 24 * HOUR)],
)
def test_server_is_left_alone_as_long_as_it_asks_but_for_a_day_at_most(asked, heeded):
    assert next_try(NOW, 1, not_before=NOW + asked) == NOW + heeded
    assert next_capture(NOW, 1, not_before=NOW + asked) == NOW + heeded


def test_jitter_takes_nothing_from_what_the_server_asks():
    assert next_try(NOW, 1, jitter=1, not_before=NOW + HOUR) == NOW + HOUR


def test_page_is_tried_for_most_of_a_day_and_then_left():
    tries = [next_capture(NOW, attempts) for attempts in range(1, CAPTURE_ATTEMPTS)]
    waits = [at - NOW for at in tries if at]
    assert [wait / timedelta(minutes=10) for wait in waits] == [1, 2, 4, 8, 16, 32, 64]
    assert next_capture(NOW, CAPTURE_ATTEMPTS) is None
