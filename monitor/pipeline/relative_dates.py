"""Dates that count from today: 刚刚, 5分钟前, 3小时前, 昨天 08:30, 前天, 3天前, 11-20."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from monitor.pipeline.extract.moments import ZONE

#: The day and, where it is told, the moment.
Told = tuple[date, datetime | None]

_CLOCK = r"(?:\s*(?P<hour>2[0-3]|[01]?\d)[:：](?P<minute>[0-5]\d)(?:[:：][0-5]\d)?)?"
_END = r"(?=$|[\s\]】)）|｜·,，;；])"
_COUNT = r"(?<![\d.])(?P<count>\d{1,3}|[一二两三四五六七八九十半])\s*个?"
_AGO = re.compile(
    rf"{_COUNT}(?P<unit>秒钟?|分钟?|小时|钟头|天|日|星期|礼拜|周)\s*(?:之|以)?前{_END}"
)
_NOW = re.compile(rf"(?:刚刚|刚才){_END}")
_DAYS = re.compile(
    rf"(?:^|(?<=[\s\[【(（|｜·:：]))(?P<name>今天|今日|昨天|昨日|前天|前日){_CLOCK}{_END}"
)
#: Without a year only where nothing else is said: 1-0 may be a result.
_MONTH_AND_DAY = re.compile(
    r"\A[\s\[【(（]*(?P<month>1[0-2]|0?[1-9])[-/.月](?P<day>3[01]|[12]\d|0?[1-9])日?"
    rf"{_CLOCK}[\s\]】)）]*\Z"
)

_AGES = {"今": 0, "昨": 1, "前": 2}
_NUMERALS = {"半": 0.5, "两": 2.0} | {
    sign: float(value) for value, sign in enumerate("一二三四五六七八九十", start=1)
}
_UNITS = {
    "秒": timedelta(seconds=1),
    "分": timedelta(minutes=1),
    "小": timedelta(hours=1),
    "钟": timedelta(hours=1),
    "天": timedelta(days=1),
    "日": timedelta(days=1),
    "星": timedelta(weeks=1),
    "礼": timedelta(weeks=1),
    "周": timedelta(weeks=1),
}


def relative_date(text: str, now: datetime) -> Told | None:
    """Give the day, and the moment if it is told, that a text counts from now; None if it doesn't.

    ``now`` is when the text was fetched. Of moments that were told in hours the hour is right.
    """
    for pattern, read in _READERS.items():
        if (found := pattern.search(text)) and (told := read(found, now.astimezone(ZONE))):
            return told
    return None


def _just_now(_found: re.Match[str], now: datetime) -> Told:
    return now.date(), now


def _ago(found: re.Match[str], now: datetime) -> Told:
    count = _NUMERALS.get(found["count"]) or float(found["count"])
    unit = _UNITS[found["unit"][0]]
    at = (now - count * unit).replace(second=0, microsecond=0)
    return at.date(), at if unit < timedelta(days=1) else None


def _day(found: re.Match[str], now: datetime) -> Told:
    return _with_clock(now.date() - timedelta(days=_AGES[found["name"][0]]), found)


def _this_year(found: re.Match[str], now: datetime) -> Told | None:
    """The last day of that name; tomorrow is allowed for, as clocks differ."""
    for year in (now.year, now.year - 1):
        try:
            day = date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            continue
        if day <= now.date() + timedelta(days=1):
            return _with_clock(day, found)
    return None


def _with_clock(day: date, found: re.Match[str]) -> Told:
    if found["hour"] is None:
        return day, None
    return day, datetime.combine(day, time(int(found["hour"]), int(found["minute"])), ZONE)


_READERS: dict[re.Pattern[str], Callable[[re.Match[str], datetime], Told | None]] = {
    _AGO: _ago,
    _DAYS: _day,
    _NOW: _just_now,
    _MONTH_AND_DAY: _this_year,
}
