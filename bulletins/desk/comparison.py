"""Two texts side by side, block by block, with what differs marked. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml.html import HtmlElement, fromstring

from bulletins.admin.differences import BLOCKS, Piece, difference

#: Two blocks stand on one row if this much of them is the same.
_ALIKE = 0.4


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, cell or picture of a text; ``picture`` is its address, or empty."""

    tag: str
    text: str
    picture: str = ""


@dataclass(frozen=True)
class Row:
    """What stands beside what; None where the other text has something of its own."""

    before: Block | None
    after: Block | None

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return self.before == self.after

    @property
    def pieces(self) -> list[Piece]:
        """Runs that were kept, added or removed, in reading order."""
        old, new = (block.text if block else "" for block in (self.before, self.after))
        found = difference([old], [new])
        return found[0] if found else [Piece("kept", new)]


def blocks_of(html: str) -> list[Block]:
    """Give the blocks of a sanitised body, each once, in their order."""
    return list(_blocks(fromstring(f"<div>{html}</div>")))


def compare(before: list[Block], after: list[Block]) -> list[Row]:
    """Lay two texts side by side."""
    rows: list[Row] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            rows += [
                Row(old, new)
                for old, new in zip(before[start:end], after[new_start:new_end], strict=True)
            ]
        else:
            rows += _changed(before[start:end], after[new_start:new_end])
    return rows


def _changed(before: list[Block], after: list[Block]) -> Iterator[Row]:
    """Pair blocks that became one another; those that came or went stand alone."""
    if len(before) == len(after):
        yield from (Row(old, new) for old, new in zip(before, after, strict=True))
        return
    waiting = list(before)
    for new in after:
        at = next((at for at, old in enumerate(waiting) if _alike(old, new)), None)
        if at is None:
            yield Row(None, new)
            continue
        yield from (Row(old, None) for old in waiting[:at])
        yield Row(waiting[at], new)
        del waiting[: at + 1]
    yield from (Row(old, None) for old in waiting)


def _alike(old: Block, new: Block) -> bool:
    matcher = SequenceMatcher(None, old.text, new.text, autojunk=False)
    return (
        old.picture == new.picture and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
    )


def _blocks(root: HtmlElement) -> Iterator[Block]:
    for element in root.iter(*BLOCKS, "img"):
        if element.tag == "img":
            yield Block("img", element.get("alt", ""), element.get("src", ""))
        elif not any(child.tag in BLOCKS for child in element.iterdescendants()):
            text = " ".join(element.text_content().split())
            if text:
                yield Block(str(element.tag), text)
