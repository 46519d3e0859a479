from datetime import UTC, datetime, timedelta

import pytest

from monitor.schedule import CAPTURE_ATTEMPTS, next_capture, next_poll

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("interval", "failures", "hours"),
    [(60, 0, 1), (60, 1, 2), (60, 4, 16), (60, 5, 24), (60, 9999, 24), (30, 1, 1), (2880, 3, 48)],
)
def test_next_poll_doubles_with_failures_up_to_a_day(interval, failures, hours):
    assert next_poll(NOW, timedelta(minutes=interval), failures) == NOW + timedelta(hours=hours)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 5), (2, 10), (3, 20), (4, 40)])
def test_next_capture_waits_longer_each_time(attempts, minutes):
    assert next_capture(NOW, attempts) == NOW + timedelta(minutes=minutes)


def test_next_capture_is_never_after_the_last_attempt():
    assert next_capture(NOW, CAPTURE_ATTEMPTS) is None
