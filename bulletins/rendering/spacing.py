"""Where Chinese lines open and close up: rules on characters, after CLREQ (W3C). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from unicodedata import east_asian_width

from bulletins.rendering.breaking import BREAK, JOIN
from bulletins.rendering.marks import CLOSING, HAN, OPENING, WORD

#: Between Chinese and a Latin word or figure, in em.
LATIN_GAP = 0.25
#: Two marks in a row share the blank half of the former, in em; so may a mark in a full line.
SHARED_BLANK = -0.5

_UNBROKEN = ("——", "……")
_HAN_CHARACTER, _WORD_CHARACTER = re.compile(HAN), re.compile(WORD)


class Place(Enum):
    """What may be opened in a justified line: the close kind by little, the others by more."""

    CLOSE = "between two characters"
    OPEN = "beside a blank, a mark or a Latin word"


def fixed_spacing(text: str) -> dict[int, float]:
    """Give the space, in em, that follows the characters at these places whatever the line."""
    spaces = {index: _space_between(former, latter) for index, former, latter in _pairs(text)}
    return {index: space for index, space in spaces.items() if space}


def stretchable(text: str) -> dict[int, Place]:
    """Give the places after which a justified line may be widened."""
    return {
        index: _place(former, latter)
        for index, former, latter in _pairs(text)
        if _may_open(former, latter) or text[index + 1] == BREAK
    }


def shared_room(places: dict[int, Place], room: float, widest: float) -> dict[int, float]:
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


def _space_between(former: str, latter: str) -> float:
    if latter in OPENING and former in OPENING + CLOSING:
        return SHARED_BLANK
    if latter in CLOSING and former in CLOSING:
        return SHARED_BLANK
    if latter in CLOSING and former == "？":
        return SHARED_BLANK / 2  # it stands in the middle of its square
    if _HAN_CHARACTER.match(former) and _WORD_CHARACTER.match(latter):
        return LATIN_GAP
    if _WORD_CHARACTER.match(former) and _HAN_CHARACTER.match(latter):
        return LATIN_GAP
    return 0


def _place(former: str, latter: str) -> Place:
    are_han = _HAN_CHARACTER.match(former) and _HAN_CHARACTER.match(latter)
    return Place.CLOSE if are_han else Place.OPEN


def _may_open(former: str, latter: str) -> bool:
    if former + latter in _UNBROKEN:
        return False
    return former in " \u00a0" or _is_wide(former) or _is_wide(latter)


def _is_wide(character: str) -> bool:
    """Say whether the character fills a square; quotation marks do in Chinese faces."""
    return character in OPENING + CLOSING or east_asian_width(character) in "WF"
