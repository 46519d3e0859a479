"""The byline: the short lines around the headline that say when, where from and by whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.pipeline.extract.blocks import Block

#: Lines above the headline that may belong to the byline.
_ABOVE = 6

#: Longer lines (characters) are not of the byline.
LONGEST = 120

_SENTENCE = re.compile(r"[。！？；!?;]")
_BYLINE = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d|\d{1,2}:\d{2}"
    r"|(?:来源|作者|记者|编辑|发布|发表|时间|日期|浏览|阅读|点击|字号|字体|分享|评论|打印|次数)\s*[:：\d]"
    r"|^(?:分享|大|中|小|默认|超大|首页|正文|\W+)$"
)


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


def is_byline(block: Block) -> bool:
    """Say whether a line looks like one of a byline: dates, labels, and no sentence."""
    if block.kind == "img" or len(block.text) > 100:
        return False
    return bool(_BYLINE.search(block.text)) and not _SENTENCE.search(block.text)
