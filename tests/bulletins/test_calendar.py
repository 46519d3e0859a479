"""Dates, windows and what holidays do to them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletins.calendar import (
    Proposal,
    Remedy,
    proposals,
    window_after,
)
from bulletins.rhythm import ByDaysOfMonth, ByWeekday

WEEKLY, HALF_MONTHLY = ByWeekday(4, 7), ByDaysOfMonth((1, 15))

FRIDAY = date(2026, 9, 25)  # Mid-Autumn


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("last_end", "merged", "start"),
    [
        (None, None, "11-21"),
        (None, "11-20", "11-14"),  # merged before there was any issue
        ("11-20", None, "11-21"),
        ("11-19", None, "11-20"),  # the last one appeared a day early
        ("11-23", None, "11-24"),  # the last one appeared late
        ("11-13", "11-20", "11-14"),  # a week without an issue, merged
        ("11-01", None, "11-21"),  # the series rested
        ("11-01", "11-06", "11-02"),
    ],
)
def test_window_begins_after_the_last_day_that_is_spoken_for(last_end, merged, start):
    last, skipped = (day(text) if text else None for text in (last_end, merged))
    assert window_after(last, day("11-27"), WEEKLY, skipped) == (day(start), day("11-27"))


@pytest.mark.parametrize(
    ("last_end", "merged", "issue_date", "start"),
    [
        (None, None, "11-15", "11-02"),
        (None, "11-01", "11-15", "10-16"),
        ("11-01", None, "11-15", "11-02"),
        ("10-30", None, "11-15", "10-31"),
        ("11-03", None, "11-15", "11-04"),
        ("11-01", None, "11-28", "11-02"),  # so late that the next is near
        ("10-15", "11-01", "11-15", "10-16"),
        ("10-15", None, "11-15", "11-02"),  # the series rested
        ("08-01", "08-15", "11-15", "08-02"),
    ],
)
def test_window_between_days_of_the_month(last_end, merged, issue_date, start):
    last, skipped = (day(text) if text else None for text in (last_end, merged))
    assert window_after(last, day(issue_date), HALF_MONTHLY, skipped) == (
        day(start), day(issue_date),
    )  # fmt: skip


@given(
    st.sampled_from([WEEKLY, HALF_MONTHLY, ByWeekday(0, 14), ByDaysOfMonth((10, 20, 31))]),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.lists(st.integers(-2, 2), min_size=1, max_size=20),
)
def test_every_day_of_moved_issues_belongs_to_exactly_one_window(rhythm, first, moves):
    covered: list[date] = []
    issue_date = rhythm.on_or_after(first)
    last_end = None
    for days in moves:
        moved = issue_date + timedelta(days=days)
        start, end = window_after(last_end, moved, rhythm)
        covered += [start + timedelta(days=at) for at in range((end - start).days + 1)]
        last_end, issue_date = end, rhythm.after(moved)
    assert covered == [covered[0] + timedelta(days=at) for at in range(len(covered))]


def working_but(*off: str):
    days = {day(text) for text in off}
    return lambda asked: asked.weekday() < 5 and asked not in days


def test_issue_on_a_working_day_needs_nothing():
    assert proposals((day("09-19"), FRIDAY), day("10-02"), working_but()) == []


def test_one_day_off_moves_the_issue_to_the_day_before():
    found = proposals((day("09-19"), FRIDAY), day("10-02"), working_but("09-25"))
    assert found == [
        Proposal(Remedy.MOVE, day("09-24")),
        Proposal(Remedy.MERGE, day("10-02")),
        Proposal(Remedy.MOVE, day("09-28")),
        Proposal(Remedy.SKIP),
    ]


def test_long_holiday_merges_first():
    week = [f"10-{number:02}" for number in range(1, 9)]
    found = proposals((day("09-26"), day("10-02")), day("10-09"), working_but(*week))
    assert found[0].remedy is Remedy.MOVE  # 30 September is two days before
    found = proposals((day("10-01"), day("10-02")), day("10-09"), working_but(*week))
    assert found == [Proposal(Remedy.MERGE, day("10-09")), Proposal(Remedy.SKIP)]


def test_month_is_sooner_moved_than_merged():
    spring_festival = [f"02-{number:02}" for number in range(15, 24)]
    found = proposals((day("01-20"), day("02-19")), day("03-19"), working_but(*spring_festival))
    assert found[:3] == [
        Proposal(Remedy.MOVE, day("02-24")),
        Proposal(Remedy.MOVE, day("02-13")),
        Proposal(Remedy.MERGE, day("03-19")),
    ]
