"""Where Latin words may be divided at a line's end."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pyphen

from bulletins.rendering.marks import OPENING

#: Printed where a word is divided. Unicode's own hyphen fills a square in Chinese faces.
HYPHEN = "-"

_DIVISIBLE = re.compile(rf"[{OPENING}(\[]*([A-Za-z]{{6,}})(?![A-Za-z0-9])")
#: Letters that stay together at both ends of a word.
_FEWEST = 3


def divisions(text: str) -> list[int]:
    """Give the places where the Latin word that begins a text may be divided, the last first."""
    match = _DIVISIBLE.match(text)
    if match is None:
        return []
    # British English knows some newer words, such as blockchain.
    known = (_positions(lang, match[1]) for lang in ("en_US", "en_GB"))
    places = next(filter(None, known), [])
    return [match.start(1) + place for place in reversed(places)]


def _positions(lang: str, word: str) -> list[int]:
    latest = len(word) - _FEWEST
    return [place for place in _dictionary(lang).positions(word) if _FEWEST <= place <= latest]


@cache
def _dictionary(lang: str) -> _Dictionary:
    return _Dictionary(pyphen.LANGUAGES[lang])


class _Dictionary(pyphen.HyphDict):  # type: ignore[misc]  # pyphen is untyped
    """Reads its patterns when they are asked for: all together take longer than many a page."""

    def __init__(self, path: Path) -> None:
        content = path.read_bytes()
        letters = content.translate(None, b"0123456789").decode().split("\n")
        self.patterns = _Patterns(zip(letters, content.decode().split("\n"), strict=True))
        self.maxlen = max(map(len, letters))
        self.cache: dict[str, list[int]] = {}


class _Patterns(dict[str, str]):
    """Patterns such as ``.an1t4`` by their letters."""

    def get(self, letters: str, default: Any = None) -> Any:  # noqa: ANN401 - as a dict's
        """Give the offset of a pattern, and the digits before, between and after its letters."""
        pattern = super().get(letters)
        if not pattern:
            return default
        return 0, tuple(int(digit or 0) for digit in re.findall(r"(\d?)\D?", pattern))
