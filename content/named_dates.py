"""Days that something other than a printed date names: the link, the dateline. Pure."""

from __future__ import annotations

import re
from datetime import date

_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DATELINE = re.compile(
    r"[\u4e00-\u9fff]{0,8}[社网报台][^\s。，]{0,12}?(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日[^\s。，]{0,4}[电讯]"
)
#: A dateline stands at the beginning.
_BEGINNING = 200


def date_in_address(url: str) -> tuple[date, str] | None:
    """Give the day that a link holds and its words, as in ``/2024-05/13/`` or ``t20240513_``."""
    for match in _IN_ADDRESS.finditer(url):
        if day := _day(*map(int, match.groups())):
            return day, match[0]
    return None


def date_in_dateline(text: str, near: date) -> tuple[date, str] | None:
    """Give the day of a dateline such as 新华社北京3月25日电 and its words.

    It names no year: the one is taken that brings it closest to ``near``, so that what was written
    in December is found in January.
    """
    match = _DATELINE.search(text[:_BEGINNING])
    if match is None:
        return None
    years = (near.year, near.year - 1, near.year + 1)
    days = [day for year in years if (day := _day(year, int(match[1]), int(match[2])))]
    return (min(days, key=lambda day: abs(day - near)), match[0]) if days else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
