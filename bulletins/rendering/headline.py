"""How a centred title is set over several lines. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from unicodedata import east_asian_width

from bulletins.rendering.spacing import fixed_spacing

#: Where the sense allows a break: after a blank or a mark.
_CLAUSE = re.compile(r".+?(?:[，、：；！？—…”》）]+\s*|\s+|$)")
#: Between two Chinese characters a line may end, but none begins with these.
_HAN = re.compile(r"[㐀-鿿]")
_DEPENDENT = frozenset("的地得了着过等们之")
#: So many characters a line may be shorter or longer than the even share, for the words' sake.
_LEEWAY = 4
#: Longer titles than this are broken evenly: the ways to break them by sense would be too many.
_MOST_CLAUSES = 12


@dataclass(frozen=True)
class Headline:
    """A title's lines as broken by sense, and the width in ems that evens out longer ones."""

    lines: tuple[str, ...]
    width: int


def ems(text: str) -> float:
    """Estimate the width of a text in ems, with what is added or taken away between its signs."""
    return sum(map(_width, text)) + sum(fixed_spacing(text).values())


def _width(sign: str) -> float:
    """Give what a Chinese character, a capital, another letter and a blank are wide in bold."""
    if east_asian_width(sign) in "WFA":
        return 1.0
    if sign == " ":
        return 0.25
    return 0.75 if sign.isupper() else 0.6


def set_headline(title: str, capacity: int, text: str = "") -> Headline:
    """Break a title where the sense allows, in as few and even lines as can be; else evenly.

    ``capacity`` is the most ems that fit on a line (GB/T 9704-2012: a title of several lines is
    broken by sense, keeps words whole and is set in balanced lines). ``text`` tells the words:
    characters that often stand side by side in it are not parted.
    """
    whole = ems(title)
    if whole <= capacity:
        return Headline((title,), capacity)
    count = math.ceil(whole / capacity)
    if lines := min(_by_sense(title, count, capacity), key=_unevenness, default=None):
        return Headline(lines, capacity)
    lines = _between_words(title, count, text)
    if text and len(lines) == count and max(map(ems, lines)) <= capacity:
        return Headline(lines, capacity)
    return Headline((title,), min(capacity, math.ceil(whole / count) + 1))


def clauses(title: str) -> list[str]:
    """Give the parts of a title between which the sense allows a break, blanks behind them."""
    return _CLAUSE.findall(title)


def _by_sense(title: str, count: int, capacity: int) -> Iterator[tuple[str, ...]]:
    """Give each way to make so many lines of whole clauses."""
    parts = clauses(title)
    if not count <= len(parts) <= _MOST_CLAUSES:
        return
    for breaks in combinations(range(1, len(parts)), count - 1):
        edges = pairwise((0, *breaks, len(parts)))
        lines = tuple("".join(parts[start:end]).strip() for start, end in edges)
        if max(map(ems, lines)) <= capacity:
            yield lines


def _between_words(title: str, count: int, text: str) -> tuple[str, ...]:
    """Break near the even shares: by sense, else where both characters seldom meet in the text."""
    share = ems(title) / count
    ends = set(accumulate(map(len, clauses(title))))
    breaks = [_best(title, share * number, text, ends) for number in range(1, count)]
    edges = pairwise(sorted({0, *breaks, len(title)}))
    return tuple(title[start:end].strip() for start, end in edges)


def _best(title: str, target: float, text: str, ends: set[int]) -> int:
    """Give the best place to break around a width; 0: there is none."""

    def cost(place: int) -> tuple[int, float]:
        together = -1 if place in ends else text.count(title[place - 1 : place + 1])
        return together, abs(ems(title[:place]) - target)

    places = [
        place
        for place in range(1, len(title))
        if abs(ems(title[:place]) - target) <= _LEEWAY
        and (place in ends or _is_between_characters(title, place))
    ]
    return min(places, key=cost, default=0)


def _is_between_characters(title: str, place: int) -> bool:
    before, after = title[place - 1], title[place]
    return bool(_HAN.match(before) and _HAN.match(after)) and after not in _DEPENDENT


def _unevenness(lines: tuple[str, ...]) -> float:
    widths = [ems(line) for line in lines]
    return max(widths) - min(widths)
