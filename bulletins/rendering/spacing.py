"""Where Chinese lines open and close up: rules on characters, after CLREQ (W3C)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import east_asian_width

#: Between Chinese and a Latin word or figure, in em.
LATIN_GAP = 0.25
#: Two marks in a row share the blank half of the former, in em.
SHARED_BLANK = -0.5

_OPENING = "“‘（〔［｛《〈「『【"
_CLOSING = "”’）〕］｝》〉」』】、，。；："
_UNBROKEN = ("——", "……")

_BREAK, _JOIN = "\u200b", "\u2060"  # Zero width: a line may, or may not, end here.
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇]"
_WORD = "[0-9A-Za-z\u00c0-\u024f]"
_NEEDLESS_BLANK = re.compile(f"(?<={_HAN}) (?={_WORD})|(?<={_WORD}) (?={_HAN})")
_BEFORE_QUOTE = re.compile(f"(?<=[^{_OPENING}\\s])(?=[“‘])")
_AFTER_QUOTE = re.compile(f"(?<=[”’])(?=[^{_CLOSING}！？\\s])")
_BEFORE_JOINED = re.compile(r"(?=·)|(?<=[0-9])(?=[年月日])")
_HAN_CHARACTER, _WORD_CHARACTER = re.compile(_HAN), re.compile(_WORD)


def mend(text: str) -> str:
    """Give the text with its line breaks made Chinese and without typed Han–Latin blanks.

    Unicode's rules never break beside “ ”, which serve every language; they do break before the
    point of a foreign name and between a figure and its 年, 月 or 日.
    """
    text = _NEEDLESS_BLANK.sub("", text)
    text = _AFTER_QUOTE.sub(_BREAK, _BEFORE_QUOTE.sub(_BREAK, text))
    return _BEFORE_JOINED.sub(_JOIN, text)


def fixed_spacing(text: str) -> dict[int, float]:
    """Give the space, in em, that follows the characters at these places whatever the line."""
    spaces = {index: _space_between(former, latter) for index, former, latter in _pairs(text)}
    return {index: space for index, space in spaces.items() if space}


def stretchable(text: str) -> list[int]:
    """Give the places after which a justified line may be widened."""
    return [index for index, former, latter in _pairs(text) if _may_open(former, latter)]


def _pairs(text: str) -> Iterator[tuple[int, str, str]]:
    """Give each two neighbours, and the place of the former, passing over zero width."""
    visible = [(index, char) for index, char in enumerate(text) if char not in _BREAK + _JOIN]
    for (index, former), (_index, latter) in pairwise(visible):
        yield index, former, latter


def _space_between(former: str, latter: str) -> float:
    if latter in _OPENING and former in _OPENING + _CLOSING:
        return SHARED_BLANK
    if latter in _CLOSING and former in _CLOSING:
        return SHARED_BLANK
    if _HAN_CHARACTER.match(former) and _WORD_CHARACTER.match(latter):
        return LATIN_GAP
    if _WORD_CHARACTER.match(former) and _HAN_CHARACTER.match(latter):
        return LATIN_GAP
    return 0


def _may_open(former: str, latter: str) -> bool:
    if former + latter in _UNBROKEN:
        return False
    return former in " \u00a0" or _is_wide(former) or _is_wide(latter)


def _is_wide(character: str) -> bool:
    """Say whether the character fills a square; quotation marks do in Chinese faces."""
    return character in _OPENING + _CLOSING or east_asian_width(character) in "WF"
