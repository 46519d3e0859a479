"""The head of an old bulletin: title, number, organisation, date and the foreword's sentence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bulletins.importing.dates import PrintedDate, printed_dates, without_dates
from bulletins.importing.lines import Line, joined
from bulletins.numerals import parse_issue_number

_NUMBER = re.compile(r"第\s*([〇零一二三四五六七八九十百千\d\s]+?)\s*期")
_COUNT = re.compile(
    r"共\s*(?:收集|搜集|监测|采集|收录|摘录)?\s*(?:到|了)?\s*(\d+|[一二三四五六七八九十]+)\s*[篇条则]"
)
_TOPIC = re.compile(r"[篇条则]\s*(.{2,40}?)(?:的)?相关(?:信息|报道|资讯|新闻|内容)")
_SCOPE = re.compile(r"(?:监测|检索|收集)范围(?:包括|为|涵盖)\s*(.{2,40}?)\s*等?\s*[。.]?\s*$")
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
    window = printed_dates(sentence)
    return Head(
        title=_title(masthead, number_at),
        number=_number(masthead[number_at].text) if number_at is not None else None,
        organisation=_organisation(masthead, number_at),
        date=next((found for line in masthead for found in printed_dates(line.text)), None),
        foreword=sentence,
        start=window[0] if window else None,
        end=window[1] if len(window) > 1 else None,
        count=_count(sentence),
        topic=_first(_TOPIC, sentence),
        scope=_first(_SCOPE, sentence),
    )


def _number(text: str) -> int | None:
    match = _NUMBER.search(unicodedata.normalize("NFKC", text))
    if match is None:
        return None
    try:
        return parse_issue_number("".join(match[1].split()))
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
    return next((name for line in after if (name := without_dates(line.text))), "")


def _count(sentence: str) -> int | None:
    text = _first(_COUNT, sentence)
    if text.isdecimal():
        return int(text)
    if text.startswith("十"):
        return 10 + _HAN_NUMBERS.get(text[1:], 0)
    return _HAN_NUMBERS.get(text)


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1].strip() if match else ""
