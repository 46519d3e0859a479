"""White space in Chinese text: none between characters, one space where Latin words need it."""

from __future__ import annotations

import re

_RUN = re.compile(r"\s+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u201c\u201d"
# A line break of the source between two Chinese characters is no space.
_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n]\s*(?=[{_WIDE}])")


def fold(text: str) -> str:
    """Give the text with each run of white space as one space, ends included."""
    if text.isprintable() and "  " not in text:  # as nearly all are: single spaces at most
        return text
    return _RUN.sub(" ", _BREAK.sub("", text) if "\n" in text or "\r" in text else text)


def squeeze(text: str) -> str:
    """Give the text without any white space, for comparison."""
    return "".join(text.split())


def words(text: str) -> frozenset[str]:
    """Give the words of a text as a set: the way in which this package writes lists of names."""
    return frozenset(text.split())
