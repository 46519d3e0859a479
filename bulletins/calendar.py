"""Days of a series: when an issue appears and which days it covers. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

_DAY = timedelta(days=1)


def issue_date_on_or_after(day: date, weekday: int) -> date:
    """Give the first day of publication from a day on; ``weekday`` counts from Monday = 0."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def next_issue_date(last: date, weekday: int, days: int) -> date:
    """Give the day of publication after an issue, at least half a window of ``days`` later.

    So an issue that was moved by a few days leaves the rhythm as it is.
    """
    return issue_date_on_or_after(last + timedelta(days=max(1, days // 2)), weekday)


def window_of(issue_date: date, days: int) -> tuple[date, date]:
    """Give first and last day of the usual window, which ends on the issue date."""
    return issue_date - timedelta(days=days - 1), issue_date


def window_after(
    last_end: date | None, issue_date: date, days: int, merged: date | None = None
) -> tuple[date, date]:
    """Give the window of an issue so that every day belongs to exactly one.

    ``last_end`` is the last day that is spoken for, ``merged`` the first date since then on which
    no issue appeared and whose days go to this one. The window begins on the day after
    ``last_end``, unless a whole window or more lies between that nobody merged: then the series
    rested, and nobody asks for those days.
    """
    start, end = window_of(issue_date, days)
    if last_end is None:
        return window_of(merged or issue_date, days)[0], end
    rested = (start - last_end).days > days and merged is None
    return (start if rested or last_end >= issue_date else last_end + _DAY), end


class Remedy(Enum):
    """What can be done when an issue would appear on a day off."""

    MOVE = "move"
    MERGE = "merge"
    SKIP = "skip"


@dataclass(frozen=True)
class Proposal:
    """A remedy; ``day`` is the new issue date of a move, and of a merged issue that next one."""

    remedy: Remedy
    day: date | None = None


def proposals(
    window: tuple[date, date], following: date, is_working: Callable[[date], bool]
) -> list[Proposal]:
    """Give what can be done with an issue whose date is a day off, the best first.

    A move by up to two days comes first; where the holiday takes longer, the days had better go to
    the ``following`` issue. Of an issue on a working day: nothing.
    """
    start, issue_date = window
    if is_working(issue_date):
        return []
    earlier = _working(issue_date - _DAY, -1, start, is_working)
    later = _working(issue_date + _DAY, 1, following - _DAY, is_working)
    moves = sorted(filter(None, (earlier, later)), key=lambda day: abs(day - issue_date))
    near = [Proposal(Remedy.MOVE, day) for day in moves if abs((day - issue_date).days) <= 2]
    far = [Proposal(Remedy.MOVE, day) for day in moves if abs((day - issue_date).days) > 2]
    return [*near, Proposal(Remedy.MERGE, following), *far, Proposal(Remedy.SKIP)]


def _working(day: date, step: int, limit: date, is_working: Callable[[date], bool]) -> date | None:
    """Find the first working day from a day on, in one direction, up to a limit."""
    while (limit - day).days * step >= 0:
        if is_working(day):
            return day
        day += step * _DAY
    return None
