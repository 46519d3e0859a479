"""The flat form of a page: a line of blocks, and the boxes that they sit in.

Everything that decides works on these few hundred values, not on a tree of thousands of elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

#: Elements that make a line a heading.
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_FILE = re.compile(r'href="[^"]+\.(?:pdf|docx?|xlsx?|wps|et|pptx?|zip|rar|ofd)"', re.IGNORECASE)


@dataclass(eq=False, slots=True)
class Box:
    """A block element: tag, names (id and class), style and alignment, and its blocks.

    The blocks are those from ``start`` up to ``stop`` of the page's. ``heading`` is the tag of the
    heading that the box is or lies in, or ``""``.
    """

    tag: str
    names: str
    style: str
    noisy: bool
    parent: Box | None
    start: int
    stop: int = 0
    children: list[Box] = field(default_factory=list)
    heading: str = field(init=False)

    def __post_init__(self) -> None:
        """Take the heading over from the box around."""
        around = self.parent.heading if self.parent else ""
        self.heading = self.tag if self.tag in HEADINGS else around

    def path(self) -> Iterator[Box]:
        """Give the box and all that it sits in, the innermost first."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent

    def nearest(self, *tags: str) -> Box | None:
        """Give the innermost box on the path with one of these tags."""
        return next((box for box in self.path() if box.tag in tags), None)


@dataclass(eq=False, slots=True)
class Block:
    """A line of the page: words, the same as inline HTML, and how many characters are links.

    ``kind`` is ``p``, ``table``, ``img`` or a heading's tag. ``pieces`` are the words as
    the inline elements part them, which pages use instead of spaces. A picture is a block without
    words; ``src`` is its absolute address, ``alt`` what it says in words.
    """

    kind: str
    box: Box
    text: str = ""
    html: str = ""
    linked: int = 0
    src: str = ""
    alt: str = ""
    pieces: tuple[str, ...] = ()

    @property
    def is_link(self) -> bool:
        """Say whether nearly all of the words lead elsewhere."""
        return bool(self.text) and self.linked >= 0.7 * len(self.text)

    @property
    def is_file(self) -> bool:
        """Say whether a link of the line leads to a document to be downloaded."""
        return bool(self.linked and _FILE.search(self.html))
