"""Days named by other things than the printed date: the link, the dateline. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d)[-/_.]?(0[1-9]|1[0-2])[-/_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DATELINE = re.compile(
    r"[社网报台讯][^\s。，,]{0,12}?(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日[^\s。，,]{0,4}[电讯]"
)
#: A dateline stands at the beginning.
_BEGINNING = 200


def date_in_address(url: str) -> date | None:
    """Give the day that a link holds, as in ``/2024-05/13/``, ``/2024/0327/`` or ``t20240513_``."""
    for match in _IN_ADDRESS.finditer(url):
        if day := _day(int(match[1]), int(match[2]), int(match[3])):
            return day
    return None


def date_in_dateline(text: str, near: date) -> tuple[date, str] | None:
    """Give the day of a dateline such as 新华社北京3月25日电 and its words.

    It names no year: the one is taken that brings it closest to ``near``.
    """
    match = _DATELINE.search(text[:_BEGINNING])
    if match is None:
        return None
    years = (near.year - 1, near.year, near.year + 1)
    days = [day for year in years if (day := _day(year, int(match[1]), int(match[2])))]
    return min(days, key=lambda day: abs(day - near), default=near), match[0]


def is_close(one: date, other: date, days: int) -> bool:
    """Whether two days are at most so many apart."""
    return abs(one - other) <= timedelta(days=days)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
