"""Dates as old bulletins print them: 2018 年 1 月 12 日, 2021-06-04, 2024/3/29, 2024.3.29."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_SEPARATED = re.compile(
    r"(?<!\d)(\d{4})\s*([-/.年])\s*(\d{1,2})\s*([-/.月年])\s*(\d{1,2})\s*(日|号)?"
)
_HAN = re.compile(
    r"([〇零一二三四五六七八九]{4})\s*年\s*([一二三四五六七八九十]{1,3})\s*月\s*([一二三四五六七八九十]{1,3})\s*日"
)
#: After the first day of a window: the last, with as much of it as differs.
_REST = re.compile(
    r"\s*(?:到|至|[-—–~]+)\s*(?:(?P<month>\d{1,2})\s*[月./-]\s*)?(?P<day>\d{1,2})(?![\d年./-])\s*(?:日|号)?"
)
_DAY_OF_YEAR = re.compile(r"(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_EMPTY = re.compile(r"[（(\[]\s*[)）\]]")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True)
class PrintedDate:
    """A date as it stands: ``day`` None if it cannot be read, then ``meant`` may guess."""

    text: str
    day: date | None
    meant: date | None = None


def printed_dates(text: str) -> list[PrintedDate]:
    """Give what is written as a date, in its order."""
    plain = unicodedata.normalize("NFKC", text)
    found = [(match.start(), _separated(match)) for match in _SEPARATED.finditer(plain)]
    found += [(match.start(), _in_han(match)) for match in _HAN.finditer(plain)]
    return [printed for _place, printed in sorted(found, key=lambda pair: pair[0])]


def printed_window(text: str, year: int | None) -> tuple[PrintedDate | None, PrintedDate | None]:
    """Give first and last day of a window, of which the last may lack year and month.

    Where the first lacks its year too, it is within the twelve months before the end of ``year``.
    """
    plain = unicodedata.normalize("NFKC", text)
    first = min(filter(None, (_SEPARATED.search(plain), _HAN.search(plain))),
                key=lambda match: match.start(), default=None)  # fmt: skip
    whole = printed_dates(text)
    if first is None:
        return _without_year(plain, year) if year else (None, None)
    if rest := _REST.match(plain, first.end()):
        return whole[0], _rest_of(whole[0].day, rest)
    return whole[0], whole[1] if len(whole) > 1 else None


def _without_year(plain: str, year: int) -> tuple[PrintedDate | None, PrintedDate | None]:
    """Read 时间从 5 月 29 日到 6 月 4 日."""
    first = _DAY_OF_YEAR.search(plain)
    rest = first and _REST.match(plain, first.end())
    if not first or not rest:
        return None, None
    start = _day(year, int(first[1]), int(first[2]))
    end = _rest_of(start, rest)
    if start and end.day and end.day.year > year:  # from December into the year of the issue
        start, end = start.replace(year=year - 1), _rest_of(start.replace(year=year - 1), rest)
    return PrintedDate(first[0], start), end


def _rest_of(start: date | None, rest: re.Match[str]) -> PrintedDate:
    """Read what follows the first day: 至6月4日, 至13日, -5.4."""
    text = rest[0].strip()
    if start is None:
        return PrintedDate(text, None)
    month, day = int(rest["month"] or start.month), int(rest["day"])
    return PrintedDate(text, _day(start.year + (month < start.month), month, day))


def without_dates(text: str) -> str:
    """Give a text without what is written as a date, and the brackets around it."""
    return _EMPTY.sub("", _HAN.sub("", _SEPARATED.sub("", text))).strip()


def _separated(match: re.Match[str]) -> PrintedDate:
    """Read a date whose marks fit each other: both - or /, or 年 and 月."""
    year, first, month, second, day, _end = match.groups()
    fits = (first, second) == ("年", "月") or (first == second and first != "年")
    meant = _day(int(year), int(month), int(day))
    return PrintedDate(match[0].strip(), meant if fits else None, None if fits else meant)


def _in_han(match: re.Match[str]) -> PrintedDate:
    year, month, day = match.groups()
    number = int(year.translate(_DIGITS))
    return PrintedDate(match[0], _day(number, _small(month), _small(day)))


def _small(text: str) -> int:
    """Read 三, 十, 十二, 二十 or 三十一."""
    tens, ten, ones = text.rpartition("十")
    units = int(ones.translate(_DIGITS)) if ones else 0
    return units + (10 * int(tens.translate(_DIGITS) or 1) if ten and tens else 10 if ten else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
