"""Line: a paragraph of a file, however the file holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")


class UnreadableFileError(Exception):
    """The file is not what its name says, or nothing can be read from it."""


@dataclass(frozen=True)
class FilePicture:
    """A picture of a file as it stands there."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Line:
    """A paragraph. ``heading`` is its depth, 0 for text; ``links`` are whole addresses in it.

    ``gap`` counts the empty lines before it.
    """

    text: str
    gap: int = 0
    heading: int = 0
    is_bullet: bool = False
    links: tuple[str, ...] = ()
    pictures: tuple[FilePicture, ...] = ()


def joined(texts: Iterable[str]) -> str:
    """Put broken lines together; between Latin words a blank was lost where the line broke."""
    whole = ""
    for text in texts:
        is_latin = re.search(r"[A-Za-z0-9]$", whole) and re.match(r"[A-Za-z]", text)
        whole += f" {text}" if is_latin else text
    return whole.strip()


def with_gaps(lines: Iterable[Line]) -> list[Line]:
    """Leave empty lines out and count them at the line after; a picture's line stays."""
    kept: list[Line] = []
    gap = 0
    for line in lines:
        text = _BLANKS.sub(" ", line.text).strip()
        if not text and not line.pictures:
            gap += 1
            continue
        kept.append(replace(line, text=text, gap=gap))
        gap = 0
    return kept
