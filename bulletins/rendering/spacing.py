"""Where Chinese lines open and close up: rules on characters, after CLREQ (W3C). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from itertools import pairwise
from unicodedata import east_asian_width

from bulletins.rendering.breaking import BREAK, JOIN
from bulletins.rendering.marks import CLOSING, HAN, OPENING, WORD

#: Between Chinese and a Latin word or figure, in em.
LATIN_GAP = 0.25
#: Two marks in a row share the blank half of the former, in em; so may a mark in a full line.
SHARED_BLANK = -0.5

_UNBROKEN = ("——", "……")
_ZERO = f"[{BREAK}{JOIN}]*"
#: The characters after which something is added or taken away, by what follows them. The middle
#: one of three marks shares with both, so what follows is looked at only.
_SHARING = re.compile(
    f"[{OPENING}{CLOSING}](?={_ZERO}[{OPENING}])|[{CLOSING}](?={_ZERO}[{CLOSING}])"
)
#: A question mark stands in the middle of its square and gives up half as much.
_HALF_SHARING = re.compile(f"？(?={_ZERO}[{CLOSING}])")
_BESIDE_LATIN = re.compile(f"{HAN}(?={_ZERO}{WORD})|{WORD}(?={_ZERO}{HAN})")
_FIXED = ((_SHARING, SHARED_BLANK), (_HALF_SHARING, SHARED_BLANK / 2), (_BESIDE_LATIN, LATIN_GAP))
_HAN_CHARACTER = re.compile(HAN)


class Place(Enum):
    """What may be opened in a justified line: the close kind by little, the others by more."""

    CLOSE = "between two characters"
    OPEN = "beside a blank, a mark or a Latin word"


@lru_cache(maxsize=256)
def fixed_spacing(text: str) -> Mapping[int, float]:
    """Give the space, in em, that follows the characters at these places whatever the line."""
    return {found.start(): space for pattern, space in _FIXED for found in pattern.finditer(text)}


@lru_cache(maxsize=256)
def stretchable(text: str) -> Mapping[int, Place]:
    """Give the places after which a justified line may be widened."""
    return {
        index: _place(former, latter)
        for index, former, latter in _pairs(text)
        if _may_open(former, latter) or text[index + 1] == BREAK
    }


def shared_room(places: Mapping[int, Place], room: float, widest: float) -> dict[int, float]:
    """Share out the room of a line: the same everywhere, but no more than ``widest`` where close.

    What is left then goes to the open places, or everywhere if there are none.
    """
    if not places:
        return {}
    share = room / len(places)
    open_places = [place for place, kind in places.items() if kind is Place.OPEN]
    if share <= widest or not open_places:
        return dict.fromkeys(places, share)
    close = len(places) - len(open_places)
    rest = (room - close * widest) / len(open_places)
    return {place: rest if kind is Place.OPEN else widest for place, kind in places.items()}


def squeezable(text: str) -> list[int]:
    """Give the places after which a full line may give up half an em, the blank of a mark."""
    taken = {index for index, space in fixed_spacing(text).items() if space < 0}
    within = [
        index for index, former, latter in _pairs(text)
        if index not in taken and (former in CLOSING or latter in OPENING)
    ]  # fmt: skip
    visible = text.rstrip(" " + BREAK + JOIN)
    return [*within, len(visible) - 1] if visible and visible[-1] in CLOSING else within


def _pairs(text: str) -> Iterator[tuple[int, str, str]]:
    """Give each two neighbours, and the place of the former, passing over zero width."""
    visible = [(index, char) for index, char in enumerate(text) if char not in BREAK + JOIN]
    for (index, former), (_index, latter) in pairwise(visible):
        yield index, former, latter


def _place(former: str, latter: str) -> Place:
    return Place.CLOSE if _is_han(former) and _is_han(latter) else Place.OPEN


def _may_open(former: str, latter: str) -> bool:
    if former + latter in _UNBROKEN:
        return False
    return former in " \u00a0" or _is_wide(former) or _is_wide(latter)


@cache
def _is_han(character: str) -> bool:
    return bool(_HAN_CHARACTER.match(character))


@cache
def _is_wide(character: str) -> bool:
    """Say whether the character fills a square; quotation marks do in Chinese faces."""
    return character in OPENING + CLOSING or east_asian_width(character) in "WF"
