"""Figures: the numbers of a text, each under the words around it.

Two daily reports share nearly all words and differ in their figures; a reprint keeps the figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import numeric

#: Words around a figure, and the figures that stand between such words.
Figures = Mapping[tuple[str, str], frozenset[str]]

_FIGURE = re.compile(r"(\d+|[〇零一二三四五六七八九十百千两]+(?=[年月日号季周期例名人次届批轮]))")
_BEFORE, _AFTER = 4, 1  # characters
_NUMERAL = re.compile(r"[\d〇零一二三四五六七八九十百千两]+")


def figures(text: str) -> Figures:
    """Give the figures of a bare text by the words before and after them."""
    parts = _FIGURE.split(text)
    found: dict[tuple[str, str], set[str]] = {}
    for at in range(1, len(parts), 2):
        before = ("#" * (at > 1) + parts[at - 1])[-_BEFORE:]
        found.setdefault((before, parts[at + 1][:_AFTER]), set()).add(parts[at])
    return {place: frozenset(numbers) for place, numbers in found.items()}


def compare(one: Figures, other: Figures) -> tuple[int, int]:
    """Count how many figures differ and how many agree, in the same words.

    Places that only one of them has do not count, so an abridged text agrees with the whole one.
    """
    shared = [(one[place], other[place]) for place in one.keys() & other.keys()]
    differing = sum(min(len(ours - theirs), len(theirs - ours)) for ours, theirs in shared)
    return differing, sum(len(ours & theirs) for ours, theirs in shared)


def differ(one: Figures, other: Figures, *, least: int = 1) -> bool:
    """Whether two texts say other numbers in the same words, ``least`` of them or more.

    One figure among others may be a misprint; a third of them is another report.
    """
    differing, agreed = compare(one, other)
    if differing < least:
        return False
    return 3 * differing >= differing + agreed if differing > 1 else differing > agreed


def differ_in_number(title: str, other: str) -> bool:
    """Whether bare titles are equal but for their numbers: 第一期, 第2期; not 第二期, 第2期."""
    if _NUMERAL.sub("#", title) != _NUMERAL.sub("#", other):
        return False
    numerals = zip(_NUMERAL.findall(title), _NUMERAL.findall(other), strict=True)
    return any(_value(ours) != _value(theirs) for ours, theirs in numerals)


def _value(numeral: str) -> int:
    """Give the value of a numeral that is written by digits (12, 二〇二六) or by size (二十六)."""
    total = digits = 0
    for sign in numeral:
        value = int(numeric(sign))
        if value < 10:  # a digit
            digits = 10 * digits + value
        else:
            total, digits = total + (digits or 1) * value, 0
    return total + digits
