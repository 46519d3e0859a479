"""Rhythm: how often an outlet brings news, told from when its last items appeared. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: So many items are remembered, and so many are needed to tell a rhythm.
KEPT, NEEDED = 20, 3
_ZONE = ZoneInfo("Asia/Shanghai")
_MIDDAY = time(12)

#: The day and, where it is known, the moment of an item's publication.
Dates = tuple[date | None, datetime | None]


def arrivals(
    known: Sequence[int], found: Iterable[Dates], new: int, now: datetime, *, is_first: bool
) -> list[int]:
    """Give when the last items appeared, in seconds since 1970, the newest last.

    Of what was found the ``new`` newest count. Items without a time appeared between the last
    poll and now; at the first poll of a source that says nothing, and they are left out.
    """
    undated = None if is_first else now
    times = (_appeared(day, at, now) or undated for day, at in found)
    newest = sorted((at for at in times if at), reverse=True)[:new]
    return sorted([*known, *(int(at.timestamp()) for at in newest)])[-KEPT:]


def minutes_between(arrivals: Sequence[int], now: datetime) -> int | None:
    """Give the mean time between two items, silence since the last one included, in minutes.

    None while too few items are known.
    """
    if len(arrivals) < NEEDED:
        return None
    span = now.timestamp() - arrivals[0]
    return max(0, round(span / len(arrivals) / 60))


def _appeared(day: date | None, at: datetime | None, now: datetime) -> datetime | None:
    if at:
        return min(at, now)
    if day and day < (now - timedelta(hours=12)).astimezone(_ZONE).date():
        return datetime.combine(day, _MIDDAY, _ZONE)
    return None
