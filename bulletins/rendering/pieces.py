"""An element of a body → its text, piece by piece, and the blocks and pictures between. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from lxml.html import HtmlElement

_INLINE = frozenset({"a", "strong", "em", "sub", "sup"})
#: White space that a browser folds: the blank of Chinese width is none of it.
_FOLDED = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True)
class Words:
    """Text of one look: ``looks`` are the elements around it, ``url`` that of a link."""

    text: str
    looks: frozenset[str] = frozenset()
    url: str = ""


def parts(element: HtmlElement) -> Iterator[list[Words] | HtmlElement]:
    """Give the text of an element and the blocks and pictures in it, in their order."""
    pieces = _pieces(element, frozenset(), "")
    for is_text, group in groupby(pieces, lambda piece: isinstance(piece, Words)):
        if not is_text:
            yield from (piece for piece in group if not isinstance(piece, Words))
        elif words := _trimmed(piece for piece in group if isinstance(piece, Words)):
            yield words


def _pieces(element: HtmlElement, looks: frozenset[str], url: str) -> Iterator[Words | HtmlElement]:
    yield Words(_folded(element.text), looks, url)
    for child in element:
        tag = str(child.tag)
        if tag == "br":
            yield Words("\n", looks, url)
        elif tag in _INLINE:
            yield from _pieces(child, looks | {tag}, child.get("href", "") if tag == "a" else url)
        else:
            yield child
        yield Words(_folded(child.tail), looks, url)


def _folded(text: str | None) -> str:
    return _FOLDED.sub(" ", text or "")


def _trimmed(group: Iterable[Words]) -> list[Words]:
    """Leave out blanks at both ends."""
    words = [piece for piece in group if piece.text]
    while words and not words[0].text.strip(" \n"):
        del words[0]
    while words and not words[-1].text.strip(" \n"):
        del words[-1]
    if words:
        words[0] = replace(words[0], text=words[0].text.lstrip(" \n"))
        words[-1] = replace(words[-1], text=words[-1].text.rstrip(" \n"))
    return words
