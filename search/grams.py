"""Grams: the single characters of a text, and the pairs of neighbours, each as a number.

Numbers leave the databases nothing to split, fold, quote or compare by the rules of a language. A
pair is its first character and, 32 bits higher, its second; PostgreSQL makes the same numbers by a
function of its own (:mod:`search.schema`).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence

#: Set in the grams of a title, which are kept beside the same ones without it.
IN_TITLE = 1 << 62
#: Grams of one query that are looked up; more would only make few candidates fewer.
_MOST = 64

# PostgreSQL keeps no NUL, and nobody types the others; lone surrogates cannot be stored at all.
_CONTROLS = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def fold(text: str) -> str:
    """Give the text as it is compared: NFKC, case folded; control characters become blanks."""
    return _CONTROLS.sub(" ", unicodedata.normalize("NFKC", text).casefold())


def words_of(query: str) -> list[str]:
    """Give the words that must all occur, folded, each once, the shortest first."""
    return sorted(set(fold(query).split()), key=lambda word: (len(word), word))


def document_grams(title: str, text: str) -> set[int]:
    """Give the grams of a document; ``text`` holds the title too. Both are folded."""
    titled = (gram | IN_TITLE for grams in _grams(title) for gram in grams)
    return {*titled}.union(*_grams(text))


def query_grams(words: Iterable[str], *, in_title: bool = False) -> list[int]:
    """Give grams that every document with all the words has, in the order of the words."""
    mark = IN_TITLE if in_title else 0
    return list(dict.fromkeys(mark | gram for word in words for gram in _needed(word)))[:_MOST]


def settled(word: str, looked_up: Sequence[int], *, in_title: bool = False) -> bool:
    """Whether a document that has the grams looked up is sure to have the word."""
    needed = query_grams([word], in_title=in_title)
    return len(word) <= 2 and needed[0] in looked_up


def _needed(word: str) -> Iterable[int]:
    singles, *pairs = _grams(word)
    return singles if len(word) == 1 else (gram for some in pairs for gram in some)


def _grams(text: str) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    """Give the characters, the pairs that begin at an even place, and those at an odd one."""
    characters = text.encode("utf-32-le")
    return _numbers("I", characters), _numbers("Q", characters), _numbers("Q", characters[4:])


def _numbers(size: str, characters: bytes) -> Sequence[int]:
    """Read 32-bit ("I") or 64-bit ("Q") numbers; an incomplete last one is left out."""
    numbers = array(size)
    numbers.frombytes(characters[: len(characters) // numbers.itemsize * numbers.itemsize])
    return numbers
