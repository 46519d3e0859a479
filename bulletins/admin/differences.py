"""Differences between two texts, by paragraph and then by character. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from bs4 import BeautifulSoup

BLOCKS = ["p", "li", "h2", "h3", "h4", "td", "th", "figcaption", "caption", "blockquote"]


@dataclass(frozen=True)
class Piece:
    """A run of characters that was kept, added or removed."""

    kind: Literal["kept", "added", "removed"]
    text: str


#: One paragraph that differs, as its pieces in reading order.
Difference = list[Piece]


def paragraphs(html: str) -> list[str]:
    """Give the paragraphs of a text; a picture counts as one, by its address."""
    soup = BeautifulSoup(f"<body>{html}</body>", "lxml")
    for image in soup.find_all("img"):
        image.replace_with(f"[{image.get('src')}]")
    for block in soup.find_all(BLOCKS):
        block.append("\n")
    return [line.strip() for line in soup.get_text().splitlines() if line.strip()]


def difference(before: list[str], after: list[str]) -> list[Difference]:
    """Give the paragraphs that differ; those that stayed the same are left out."""
    found: list[Difference] = []
    for kind, start, end, new_start, new_end in _opcodes(before, after):
        if kind != "equal":
            pairs = zip_longest(before[start:end], after[new_start:new_end], fillvalue="")
            found += [_pieces(old, new) for old, new in pairs]
    return found


def excerpt(pieces: Difference, around: int = 10) -> Difference:
    """Leave out what was kept further than so many characters from a change."""
    last = len(pieces) - 1
    return [
        Piece("kept", _shortened(piece.text, around if at else 0, around if at < last else 0))
        if piece.kind == "kept" else piece
        for at, piece in enumerate(pieces)
    ]  # fmt: skip


def _shortened(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail + 1:
        return text
    return f"{text[:head]}…{text[len(text) - tail :]}"


def _pieces(old: str, new: str) -> Difference:
    pieces: Difference = []
    for kind, start, end, new_start, new_end in _opcodes(old, new):
        if kind == "equal":
            pieces.append(Piece("kept", old[start:end]))
            continue
        if end > start:
            pieces.append(Piece("removed", old[start:end]))
        if new_end > new_start:
            pieces.append(Piece("added", new[new_start:new_end]))
    return pieces


def _opcodes(
    before: list[str] | str, after: list[str] | str
) -> list[tuple[str, int, int, int, int]]:
    return list(SequenceMatcher(None, before, after, autojunk=False).get_opcodes())
