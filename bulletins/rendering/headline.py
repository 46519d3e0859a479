"""How a centred title is set over several lines. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from unicodedata import east_asian_width


@dataclass(frozen=True)
class Headline:
    """A title's clauses, one a line, and the width in ems that evens out longer ones."""

    clauses: tuple[str, ...]
    width: int


def ems(text: str) -> float:
    """Estimate the width of a text in ems: a Chinese character is one, a Latin one 0.6."""
    return sum(1.0 if east_asian_width(sign) in "WFA" else 0.6 for sign in text)


def set_headline(title: str, capacity: int) -> Headline:
    """Break a title where the sense allows, at the blank between two clauses, else evenly.

    ``capacity`` is the most ems that fit on a line (GB/T 9704-2012: a title of several lines is
    broken by sense and set in balanced lines).
    """
    whole = ems(title)
    if whole <= capacity:
        return Headline((title,), capacity)
    clauses = tuple(title.split())
    if len(clauses) == math.ceil(whole / capacity) and max(map(ems, clauses)) <= capacity:
        return Headline(clauses, capacity)
    lines = math.ceil(whole / capacity)
    return Headline((title,), min(capacity, math.ceil(whole / lines) + 1))
