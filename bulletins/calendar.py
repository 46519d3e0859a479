"""Days of a series: which of them an issue covers, and what is done about holidays. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from bulletins.rhythm import Rhythm

_DAY = timedelta(days=1)


def window_after(
    last_end: date | None, issue_date: date, rhythm: Rhythm, merged: date | None = None
) -> tuple[date, date]:
    """Give the window of an issue so that every day belongs to exactly one.

    ``last_end`` is the last day that is spoken for, ``merged`` the first date since then on which
    no issue appeared and whose days go to this one. The window begins on the day after
    ``last_end``, unless a whole window or more lies between that nobody merged: then the series
    rested, and nobody asks for those days.
    """
    start, end = rhythm.window(issue_date)
    if last_end is None:
        return rhythm.window(merged or issue_date)[0], end
    rested = merged is None and rhythm.has_rested(last_end, issue_date)
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

    A move by up to two days comes first, or by a third of the time to the ``following`` issue;
    where the holiday takes longer, the days had better go to that one. Of an issue on a working
    day: nothing.
    """
    start, issue_date = window
    if is_working(issue_date):
        return []
    earlier = _working(issue_date - _DAY, -1, start, is_working)
    later = _working(issue_date + _DAY, 1, following - _DAY, is_working)
    moves = sorted(filter(None, (earlier, later)), key=lambda day: abs(day - issue_date))
    most = max(2, (following - issue_date).days // 3)
    near = [Proposal(Remedy.MOVE, day) for day in moves if abs((day - issue_date).days) <= most]
    far = [Proposal(Remedy.MOVE, day) for day in moves if abs((day - issue_date).days) > most]
    return [*near, Proposal(Remedy.MERGE, following), *far, Proposal(Remedy.SKIP)]


def _working(day: date, step: int, limit: date, is_working: Callable[[date], bool]) -> date | None:
    """Find the first working day from a day on, in one direction, up to a limit."""
    while (limit - day).days * step >= 0:
        if is_working(day):
            return day
        day += step * _DAY
    return None
