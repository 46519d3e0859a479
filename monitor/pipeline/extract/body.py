"""The article's own blocks among all blocks of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from monitor.pipeline.extract import boilerplate
from monitor.pipeline.extract.blocks import Block, Box

#: A box is entered as long as one child keeps this share of the prose.
_MAJORITY = 0.6

#: A box with a noisy name is believed to be the article all the same from this share of the prose.
_PARDON = 0.5

_MARKS = re.compile(r"[，。；：！？、“”《》]|[,.;!?](?=\s)")


def find_body(blocks: Sequence[Block], root: Box) -> list[Block]:
    """Give the blocks of the box in which the page's prose lies, those of noisy boxes left out."""
    prose = [_prose(block) for block in blocks]
    noisy = _noise(blocks, prose)
    clean = [0.0 if block in noisy else weight for block, weight in zip(blocks, prose, strict=True)]
    box = _descend(root, [0.0, *accumulate(clean)])
    return [block for block in blocks[box.start : box.stop] if block not in noisy]


def _prose(block: Block) -> float:
    """Weigh a block: its unlinked characters, few of them counting when no mark parts them."""
    if block.is_link or boilerplate.is_boilerplate(block.text):
        return 0.0
    own = len(block.text) - block.linked
    return float(own) if _MARKS.search(block.text) else 0.2 * own


def _noise(blocks: Sequence[Block], prose: Sequence[float]) -> set[Block]:
    """Give the blocks in boxes that are named as noise and do not hold most of the prose."""
    sums = [0.0, *accumulate(prose)]
    least = _PARDON * sums[-1]
    return {
        block
        for block in blocks
        if any(box.noisy and _share(box, sums) <= least for box in block.box.path())
    }


def _share(box: Box, sums: Sequence[float]) -> float:
    return sums[box.stop] - sums[box.start]


def _descend(box: Box, sums: Sequence[float]) -> Box:
    while True:
        heaviest = max(box.children, key=lambda child: _share(child, sums), default=None)
        if heaviest is None or _share(heaviest, sums) < _MAJORITY * _share(box, sums):
            return box
        box = heaviest
