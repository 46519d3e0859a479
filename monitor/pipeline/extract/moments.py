"""Dates in Chinese text: 2024年3月5日 08:30, 2024-03-05, 2024.3.5 下午8:30, 2024 03/05 08:30:00."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

#: Chinese outlets print the hour of Beijing.
ZONE = ZoneInfo("Asia/Shanghai")

_DAY = (
    r"(?<!\d)(?P<year>19[89]\d|20\d\d)\s*(?:[-/.年]\s*(?P<month>1[0-2]|0?[1-9])|(?P<digits>\d\d))"
    r"\s*[-/.月]\s*(?P<day>3[01]|[12]\d|0?[1-9])"
)
_WEEKDAY = r"(?:[(（]?(?:星期|周|週|礼拜)[一二三四五六日天][)）]?)?"
_HALF = r"(?P<half>上午|下午|晚上|凌晨|[AP]M)?"
_CLOCK = (
    r"(?P<hour>2[0-3]|[01]?\d)\s*[:：时點点]\s*(?P<minute>[0-5]\d)"
    r"(?:\s*[:：分]\s*(?P<second>[0-5]\d))?(?:\.\d+)?\s*(?P<offset>Z|[+-]\d\d:?\d\d)?(?!\d)"
)
_DATE = re.compile(rf"{_DAY}(?:日?\s*{_WEEKDAY}[\sT,|]*{_HALF}\s*{_CLOCK})?", re.IGNORECASE)

# A day and a time without a year, as pages print it in its own year.
_YEARLESS = re.compile(
    rf"(?<![\d\-/.年])(?P<month>1[0-2]|0?[1-9])\s*[-/.月]\s*(?P<day>3[01]|[12]\d|0?[1-9])日?\s+"
    rf"{_HALF}\s*{_CLOCK}",
    re.IGNORECASE,
)

# What stands before the day of publication, the day of the signature, and the day of a change.
_PUBLISHED = re.compile(
    r"(?:(?:发布|發布|发表|發表|发稿|发文|公布|刊发|上传)?(?:时间|時間|日期|于)\s*[:：]?|发布\s*[:：]?|日\s*期\s*[:：])\s*$"
)
_SIGNED = re.compile(r"(?:成文|印发|签发|生成)(?:时间|日期|于)\s*[:：]?\s*$")
_CHANGED = re.compile(r"(?:更新|修改|编辑|截至)(?:时间|日期|于)?\s*[:：]?\s*$")


@dataclass(frozen=True)
class Moment:
    """A date found in a text, with its time if one stands beside it.

    ``rank`` says how likely it is the day of publication, by the words before it: 0 labelled so,
    1 with a time, 2 without or labelled as the day of the signature, 3 labelled as a change.
    """

    day: date
    at: datetime | None
    text: str
    rank: int = 1

    @property
    def iso(self) -> str:
        """Give the moment as an ISO date, or as a date and time with offset."""
        return (self.at or self.day).isoformat()


def moments(text: str) -> Iterator[Moment]:
    """Give the dates that a text holds, in its order; impossible ones are passed over."""
    for match in _DATE.finditer(text):
        month = int(match["month"] or match["digits"])
        try:
            day = date(int(match["year"]), month, int(match["day"]))
            at = _time(day, match)
        except (ValueError, OverflowError):
            continue
        before = text[max(0, match.start() - 12) : match.start()]
        yield Moment(day, at, match[0].strip(), _rank(before, at))


def first_moment(text: str) -> Moment | None:
    """Give the first date in the beginning of a text; remembered, as feeds are asked twice."""
    return _first_moment(text[:100])


@lru_cache(maxsize=1000)
def _first_moment(text: str) -> Moment | None:
    return next(moments(text), None)


def yearless(text: str, days: Collection[date]) -> Iterator[Moment]:
    """Give the dates and times without a year that a text holds, in the year of one of the days."""
    for match in _YEARLESS.finditer(text):
        month_and_day = int(match["month"]), int(match["day"])
        for day in days:
            if (day.month, day.day) == month_and_day:
                yield Moment(day, _time(day, match), match[0].strip())
                break


def around_date(text: str) -> tuple[str, str] | None:
    """Give what stands before and after the first date of a text, one with its year if possible."""
    match = _DATE.search(text) or _YEARLESS.search(text)
    return (text[: match.start()], text[match.end() :]) if match else None


def _time(day: date, match: re.Match[str]) -> datetime | None:
    if match["hour"] is None:
        return None
    hour = int(match["hour"])
    if (match["half"] or "").upper() in ("下午", "晚上", "PM") and hour < 12:
        hour += 12
    clock = time(hour, int(match["minute"]), int(match["second"] or 0))
    offset = match["offset"]
    zone = _zone(offset.upper()) if offset else ZONE
    return datetime.combine(day, clock, zone).astimezone(ZONE)


@lru_cache(maxsize=64)  # a feed has one or two, and reading one takes longer than all the rest
def _zone(offset: str) -> tzinfo | None:
    return datetime.strptime(offset, "%z").tzinfo


def _rank(before: str, at: datetime | None) -> int:
    if _CHANGED.search(before):
        return 3
    if _SIGNED.search(before):
        return 2
    if _PUBLISHED.search(before):
        return 0
    return 1 if at else 2
