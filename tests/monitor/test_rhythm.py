from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.rhythm import KEPT, arrivals, minutes_between

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


def seconds(*ago: float) -> list[int]:
    return [int((NOW - hours * HOUR).timestamp()) for hours in ago]


def test_items_count_by_the_time_they_give():
    found = [(None, NOW - hours * HOUR) for hours in (1, 2, 4)]
    assert arrivals([], found, 3, NOW, is_first=True) == seconds(4, 2, 1)
    assert arrivals(seconds(9), found, 1, NOW, is_first=False) == seconds(9, 1)
    assert arrivals(seconds(9), found, 0, NOW, is_first=False) == seconds(9)


def test_time_in_the_future_is_now():
    assert arrivals([], [(None, NOW + HOUR)], 1, NOW, is_first=True) == seconds(0)


def test_day_without_a_time_is_its_midday_in_beijing():
    found = [(date(2026, 11, 18), None), (date(2026, 11, 17), None)]
    assert arrivals([], found, 2, NOW, is_first=True) == seconds(76, 52)


def test_item_of_today_or_without_a_date_came_since_the_last_poll():
    found = [(date(2026, 11, 20), None), (None, None)]
    assert arrivals(seconds(9), found, 1, NOW, is_first=False) == seconds(9, 0)
    assert arrivals([], found, 2, NOW, is_first=True) == []


def test_last_ones_only_are_kept():
    found = [(None, NOW - hours * HOUR) for hours in range(100)]
    assert arrivals(seconds(200), found, 100, NOW, is_first=False) == seconds(*range(19, -1, -1))


def test_rhythm_is_the_mean_time_between_items_silence_included():
    every_two_hours = seconds(*range(40, 0, -2))
    assert len(every_two_hours) == KEPT
    assert minutes_between(every_two_hours, NOW) == 120
    assert minutes_between(every_two_hours, NOW + 40 * HOUR) == 240
    assert minutes_between(seconds(3, 2, 1), NOW) == 60


def test_rhythm_of_few_items_is_unknown():
    assert minutes_between(seconds(3, 1), NOW) is None
    assert minutes_between([], NOW) is None


@given(
    st.lists(st.tuples(st.none() | st.dates(), st.none() | st.datetimes(timezones=st.just(UTC))))
)
def test_no_date_is_too_wild(found):
    kept = arrivals([], found, len(found), NOW, is_first=False)
    assert kept == sorted(kept)
    assert len(kept) <= KEPT
    rhythm = minutes_between(kept, NOW)
    assert rhythm is None or rhythm >= 0
