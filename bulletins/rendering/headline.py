"""How a centred title is set over several lines. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from unicodedata import east_asian_width

#: Where the sense allows a break: after a blank or a mark.
_CLAUSE = re.compile(r".+?(?:[，、：；！？—…”》）]+\s*|\s+|$)")
#: Longer titles than this are broken evenly: the ways to break them by sense would be too many.
_MOST_CLAUSES = 12


@dataclass(frozen=True)
class Headline:
    """A title's lines as broken by sense, and the width in ems that evens out longer ones."""

    lines: tuple[str, ...]
    width: int


def ems(text: str) -> float:
    """Estimate the width of a text in ems: a Chinese character is one, a Latin one 0.6."""
    return sum(1.0 if east_asian_width(sign) in "WFA" else 0.6 for sign in text)


def set_headline(title: str, capacity: int) -> Headline:
    """Break a title where the sense allows, in as few and even lines as can be; else evenly.

    ``capacity`` is the most ems that fit on a line (GB/T 9704-2012: a title of several lines is
    broken by sense and set in balanced lines).
    """
    whole = ems(title)
    if whole <= capacity:
        return Headline((title,), capacity)
    count = math.ceil(whole / capacity)
    if lines := min(_by_sense(title, count, capacity), key=_unevenness, default=None):
        return Headline(lines, capacity)
    return Headline((title,), min(capacity, math.ceil(whole / count) + 1))


def _by_sense(title: str, count: int, capacity: int) -> Iterator[tuple[str, ...]]:
    """Give each way to make so many lines of whole clauses."""
    clauses = _CLAUSE.findall(title)
    if not count <= len(clauses) <= _MOST_CLAUSES:
        return
    for breaks in combinations(range(1, len(clauses)), count - 1):
        edges = pairwise((0, *breaks, len(clauses)))
        lines = tuple("".join(clauses[start:end]).strip() for start, end in edges)
        if max(map(ems, lines)) <= capacity:
            yield lines


def _unevenness(lines: tuple[str, ...]) -> float:
    widths = [ems(line) for line in lines]
    return max(widths) - min(widths)
