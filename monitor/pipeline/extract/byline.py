"""The byline: the short lines around the headline that say when, where from and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.pipeline.extract.blocks import Block

#: Lines above the headline that may belong to the byline.
_ABOVE = 6

#: Longer lines (characters) are not of the byline.
LONGEST = 120


def find_byline(blocks: Sequence[Block], headline: int, start: int) -> list[Block]:
    """Give the short lines around the headline, down to the body; above it, no links.

    ``headline`` and ``start`` are the indices of the headline and of the body's first block.
    """
    if not 0 <= headline <= start:
        headline = start
    above = [block for block in blocks[max(0, headline - _ABOVE) : headline] if not block.is_link]
    zone = [*above, *blocks[headline + 1 : start]]
    return [block for block in zone if block.text and len(block.text) <= LONGEST]


def spaced(block: Block) -> str:
    """Give a line's words with spaces between its inline elements, which pages leave out."""
    return " ".join(" ".join(block.pieces).split()) if block.pieces else block.text
