"""Match: which topics a text is on, and by which words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class TopicWords:
    """The words of a topic: all of ``must``, one of ``any`` (if there are any), none of ``no``."""

    must: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


def words_of(lines: str) -> tuple[str, ...]:
    """Give the words of a field that holds one a line, without empty or repeated ones."""
    return tuple(dict.fromkeys(word for line in lines.splitlines() if (word := line.strip())))


def match(words: TopicWords, *texts: str) -> tuple[str, ...] | None:
    """Give the words that put the texts on the topic, or None if they are not on it.

    Latin words match whole words in any case, Chinese phrases anywhere; full-width forms count
    as their half-width ones. A topic without words matches nothing.
    """
    text = _fold_all(texts)
    if any(_occurs(word, text) for word in words.no):
        return None
    must = _occurring(words.must, text)
    wanted = _occurring(words.any, text)
    if len(must) < len(words.must) or (words.any and not wanted):
        return None
    return tuple(dict.fromkeys(must + wanted)) or None


def _occurring(words: Iterable[str], text: str) -> tuple[str, ...]:
    return tuple(word for word in words if _occurs(word, text))


def _occurs(word: str, text: str) -> bool:
    folded = _fold_word(word)
    if not folded:
        return False
    pattern = _bounded(folded)
    return pattern.search(text) is not None if pattern else folded in text


@lru_cache(maxsize=4096)
def _fold_word(word: str) -> str:
    return _fold(word).strip()


@lru_cache(maxsize=1)  # one text is tried on many topics in a row
def _fold_all(texts: tuple[str, ...]) -> str:
    return "\n".join(map(_fold, texts))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=4096)
def _bounded(word: str) -> re.Pattern[str] | None:
    """A pattern with word boundaries on the sides where the word is Latin, if there are any."""
    left = r"(?<![0-9a-z])" if re.match(r"[0-9a-z]", word) else ""
    right = r"(?![0-9a-z])" if re.search(r"[0-9a-z]\Z", word) else ""
    return re.compile(left + re.escape(word) + right) if left or right else None
