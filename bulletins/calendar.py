"""Days of a series: when an issue appears and which days it covers. Pure."""

from __future__ import annotations

from datetime import date, timedelta


def issue_date_on_or_after(day: date, weekday: int) -> date:
    """Give the first day of publication from a day on; ``weekday`` counts from Monday = 0."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def window_of(issue_date: date, days: int) -> tuple[date, date]:
    """Give first and last day of the coverage window, which ends on the issue date."""
    return issue_date - timedelta(days=days - 1), issue_date
