"""When a series appears, week by week or on days of the month."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletins.rhythm import (
    EVERY_MONTH,
    ByDaysOfMonth,
    ByWeekday,
    Rhythm,
    days_of_month,
    months_of_year,
)

RHYTHMS = {
    "周报": ByWeekday(4, 7),
    "双周刊": ByWeekday(0, 14),
    "半月刊": ByDaysOfMonth((1, 15)),
    "旬报": ByDaysOfMonth((10, 20, 31)),
    "月报": ByDaysOfMonth((25,)),
    "月末": ByDaysOfMonth((31,)),
    "季报": ByDaysOfMonth((31,), (3, 6, 9, 12)),
    "年报": ByDaysOfMonth((29,), (2,)),
}
DAY = timedelta(days=1)


def dates(rhythm: Rhythm, first: str, count: int) -> list[str]:
    """Give the days of publication from one on, without the year."""
    found = [rhythm.on_or_after(date.fromisoformat(first))]
    while len(found) < count:
        found.append(rhythm.after(found[-1]))
    return [str(day)[5:] for day in found]


@pytest.mark.parametrize(
    ("name", "first", "expected"),
    [
        ("周报", "2026-11-16", ["11-20", "11-27", "12-04"]),
        ("双周刊", "2026-11-16", ["11-16", "11-30", "12-14"]),
        ("半月刊", "2026-12-02", ["12-15", "01-01", "01-15", "02-01"]),
        ("旬报", "2026-02-11", ["02-20", "02-28", "03-10", "03-20", "03-31"]),
        ("旬报", "2028-02-21", ["02-29", "03-10"]),
        ("月报", "2026-11-25", ["11-25", "12-25", "01-25"]),
        ("月末", "2026-01-31", ["01-31", "02-28", "03-31", "04-30"]),
        ("季报", "2026-04-01", ["06-30", "09-30", "12-31", "03-31"]),
        ("年报", "2026-03-01", ["02-28", "02-29", "02-28"]),
    ],
)
def test_days_of_publication(name, first, expected):
    assert dates(RHYTHMS[name], first, len(expected)) == expected


def test_days_that_a_short_month_has_once_give_one_issue():
    assert dates(ByDaysOfMonth((29, 30, 31)), "2026-02-01", 4) == [
        "02-28", "03-29", "03-30", "03-31",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "last", "following"),
    [
        ("周报", "2026-11-20", "2026-11-27"),
        ("周报", "2026-11-19", "2026-11-27"),  # moved to Thursday
        ("周报", "2026-11-23", "2026-11-27"),  # moved to Monday
        ("周报", "2026-11-25", "2026-12-04"),  # moved so far that the next is near
        ("双周刊", "2026-11-13", "2026-11-30"),  # from Monday the 16th to the Friday before
        ("双周刊", "2026-11-18", "2026-11-30"),
        ("半月刊", "2026-11-12", "2026-12-01"),
        ("半月刊", "2026-11-18", "2026-12-01"),
        ("半月刊", "2026-11-08", "2026-11-15"),
        ("旬报", "2026-02-25", "2026-03-10"),
        ("月报", "2026-10-15", "2026-11-25"),
        ("月报", "2026-10-30", "2026-11-25"),
        ("季报", "2026-09-15", "2026-12-31"),
    ],
)
def test_moved_issue_leaves_the_rhythm_as_it_is(name, last, following):
    assert RHYTHMS[name].after(date.fromisoformat(last)) == date.fromisoformat(following)


@pytest.mark.parametrize(
    ("name", "issue_date", "start"),
    [
        ("周报", "2026-11-20", "2026-11-14"),
        ("周报", "2026-11-19", "2026-11-13"),
        ("双周刊", "2026-11-16", "2026-11-03"),
        ("半月刊", "2027-01-01", "2026-12-16"),
        ("半月刊", "2026-11-13", "2026-11-02"),  # moved
        ("半月刊", "2026-11-17", "2026-11-02"),
        ("旬报", "2028-03-10", "2028-03-01"),
        ("月末", "2026-02-28", "2026-02-01"),
        ("季报", "2026-03-31", "2026-01-01"),
    ],
)
def test_window_ends_on_the_issue_date(name, issue_date, start):
    day = date.fromisoformat(issue_date)
    assert RHYTHMS[name].window(day) == (date.fromisoformat(start), day)


rhythms = st.one_of(
    st.builds(ByWeekday, st.integers(0, 6), st.integers(1, 8).map(lambda weeks: 7 * weeks)),
    st.builds(
        lambda days, months: ByDaysOfMonth(tuple(sorted(days)), tuple(sorted(months))),
        st.sets(st.integers(1, 31), min_size=1, max_size=5),
        st.sets(st.integers(1, 12), min_size=1),
    ),
)


@settings(max_examples=50)
@given(rhythms, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_belongs_to_exactly_one_usual_window(rhythm, first):
    issue_date = rhythm.on_or_after(first)
    assert issue_date >= first
    until = issue_date + timedelta(days=4 * 366)
    while issue_date < until:
        following = rhythm.after(issue_date)
        assert rhythm.window(following) == (issue_date + DAY, following)
        assert rhythm.on_or_after(following) == following
        issue_date = following


@given(rhythms, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_series_rests_once_a_whole_window_is_missing(rhythm, first):
    last = rhythm.on_or_after(first)
    missing = rhythm.after(last)
    following = rhythm.after(missing)
    assert rhythm.has_rested(last, following)
    assert not rhythm.has_rested(last, following - DAY)
    assert not rhythm.has_rested(last, missing)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("25", (25,)), ("1, 15", (1, 15)), ("15日、1日", (1, 15)), ("10，20，月末", (10, 20, 31)),
        (" 1 和 15 号 ", (1, 15)), ("月底", (31,)), ("１、１５", (1, 15)),
    ],
)  # fmt: skip
def test_days_are_read_as_they_are_usually_written(text, days):
    assert days_of_month(text) == days


@pytest.mark.parametrize(
    ("text", "months"),
    [("", EVERY_MONTH), ("每月", EVERY_MONTH), ("3、6、9、12月", (3, 6, 9, 12)), ("1 7", (1, 7))],
)
def test_months_are_read_as_they_are_usually_written(text, months):
    assert months_of_year(text) == months


@pytest.mark.parametrize("text", ["", "、", "0", "32", "十五", "1-15", "月中", "-1", "²"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):
        days_of_month(text)


@pytest.mark.parametrize("text", ["0", "13", "每季", "三月"])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError):
        months_of_year(text)
