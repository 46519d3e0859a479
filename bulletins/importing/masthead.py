"""The head of an old bulletin: title, number, organisation, date and the foreword's sentence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bulletins.importing.dates import PrintedDate, printed_dates, printed_window, without_dates
from bulletins.importing.lines import Line, joined
from bulletins.numerals import parse_issue_number

_FIGURES = r"\s*([〇零一二三四五六七八九十百千\d\s]+?)\s*"
#: The number of the whole series comes before that of the year: 2022年第18期（总第460期）.
_NUMBERS = (re.compile(rf"总\s*第?{_FIGURES}期"), re.compile(rf"第{_FIGURES}[期号]"))
_COLLECTED = r"共\s*(?:收集|搜集|监测|采集|收录|摘录)?\s*(?:到|了)?\s*"
_MANY = r"(\d+|[一二三四五六七八九十]+)\s*[篇条则]"
_NEWS = r"相关(?:信息|报道|资讯|新闻|内容)"
_COUNTS = (re.compile(_COLLECTED + _MANY), re.compile(rf"{_COLLECTED}.{{2,40}}?\s*{_MANY}"))
_TOPICS = (
    re.compile(rf"[篇条则]\s*(.{{2,40}}?)(?:的)?{_NEWS}"),
    re.compile(rf"{_COLLECTED}([^\d]{{2,40}}?)(?:的)?{_NEWS}\s*{_MANY}"),
)
#: Before the name of the organisation.
_ISSUED_BY = re.compile(r"^(?:主办|主编|编制|编印|编辑|编发|承办)?(?:单位)?(?:\s*[:：]\s*|\s+)")
_SCOPE = re.compile(r"(?:监测|检索|收集)范围(?:包括|为|涵盖)\s*(.{2,40}?)\s*等?\s*[。.]?\s*$")
_DATE_LABELS = ("日期", "日期：", "出刊日期：", "出版日期：", "时间：")
_HAN_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


@dataclass(frozen=True)
class Head:
    """What stands before the contents list; None or empty where the file says nothing."""

    title: str = ""
    number: int | None = None
    organisation: str = ""
    date: PrintedDate | None = None
    foreword: str = ""
    start: PrintedDate | None = None
    end: PrintedDate | None = None
    count: int | None = None
    topic: str = ""
    scope: str = ""


def read_head(masthead: list[Line], foreword: list[Line]) -> Head:
    """Read the lines before and after 本期导语."""
    number_at = next((at for at, line in enumerate(masthead) if _number(line.text)), None)
    sentence = joined(line.text for line in foreword)
    printed = next((found for line in masthead for found in printed_dates(line.text)), None)
    start, end = printed_window(sentence, printed.day.year if printed and printed.day else None)
    return Head(
        title=_title(masthead, number_at),
        number=_number(masthead[number_at].text) if number_at is not None else None,
        organisation=_organisation(masthead, number_at),
        date=printed,
        foreword=sentence,
        start=start,
        end=end,
        count=_count(_first(sentence, *_COUNTS)),
        topic=_first(sentence, *_TOPICS),
        scope=_first(sentence, _SCOPE),
    )


def _number(text: str) -> int | None:
    figures = _first(unicodedata.normalize("NFKC", text), *_NUMBERS)
    try:
        return parse_issue_number("".join(figures.split()))
    except ValueError:
        return None


def _title(lines: list[Line], number_at: int | None) -> str:
    """Give what stands before the number, or the first line; a title may take two lines."""
    before = [line.text for line in lines[:number_at] if not printed_dates(line.text)]
    if before:
        return "".join(before)
    first = lines[0].text if lines else ""
    return re.split(r"[（(]?\s*第[^期]{1,12}期", first)[0].strip()


def _organisation(lines: list[Line], number_at: int | None) -> str:
    after = lines[number_at + 1 :] if number_at is not None else lines[1:]
    names = (_ISSUED_BY.sub("", without_dates(line.text)).strip() for line in after)
    return next((name for name in names if name and name not in _DATE_LABELS), "")


def _count(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if text.startswith("十"):
        return 10 + _HAN_NUMBERS.get(text[1:], 0)
    return _HAN_NUMBERS.get(text)


def _first(text: str, *patterns: re.Pattern[str]) -> str:
    found = (match[1].strip() for pattern in patterns if (match := pattern.search(text)))
    return next(found, "")
