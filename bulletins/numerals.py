"""Issue numbers in Chinese: printed digit by digit, read in every form old bulletins used."""

from __future__ import annotations

import re
import unicodedata

_PRINTED = str.maketrans("0123456789", "〇一二三四五六七八九")
_COUNTING = "零一二三四五六七八九"
_MOST_COUNTED = 9999
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_UNITS = {"千": 1000, "百": 100, "十": 10}

_WRAPPED = re.compile(r"\(?\s*第?\s*(?P<number>[^\s()第期]+)\s*期?\s*\)?")
# Each unit at most once and in falling order; a lone ten stands for one ten (十二 is 12), and a
# gap between the units is filled with one zero (四百零八).
_COUNTED = re.compile(
    r"(?:(?P<千>[1-9])千)?(?:0?(?P<百>[1-9])百)?(?:0?(?P<十>[1-9])?(?P<ten>十))?"
    r"(?:0?(?P<one>[1-9]))?"
)


def issue_number_text(number: int) -> str:
    """Give the number as it is printed: 568 as 第五六八期, digit by digit, with 〇 for zero.

    Raises ValueError for a number below one: issues are counted from one.
    """
    if number < 1:
        raise ValueError(f"an issue number is at least 1, not {number}")
    return f"第{str(number).translate(_PRINTED)}期"


def counted(number: int) -> str:
    """Give a number as it is counted: 568 as 五百六十八, 101 as 一百零一.

    Raises ValueError for a number below one or above 9999.
    """
    if not 1 <= number <= _MOST_COUNTED:
        raise ValueError(f"not counted: {number}")
    text, gap = "", False
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // value % 10
        if digit:
            text += ("零" if gap and text else "") + _COUNTING[digit] + unit
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def parse_issue_number(text: str) -> int:
    """Read 四二八, 四百二十八 or 428, with 〇 or 零, with or without 第…期 and brackets.

    Raises ValueError when the text is anything else.
    """
    wrapped = _WRAPPED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    digits = wrapped["number"].translate(_DIGITS) if wrapped else ""
    number = int(digits) if re.fullmatch("[0-9]+", digits) else _counted(digits)
    if number < 1:
        raise ValueError(f"not an issue number: {text!r}")
    return number


def _counted(text: str) -> int:
    """Give the value of 4百2十8, or 0 when the text is not written that way."""
    match = _COUNTED.fullmatch(text)
    if match is None:
        return 0
    tens = 10 * int(match["十"] or 1) if match["ten"] else 0
    return (
        1000 * int(match["千"] or 0) + 100 * int(match["百"] or 0) + tens + int(match["one"] or 0)
    )
