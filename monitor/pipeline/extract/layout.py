"""Where a page has its headline and its article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from monitor.pipeline.extract import tree
from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.body import find_body
from monitor.pipeline.extract.byline import find_byline
from monitor.pipeline.extract.hidden import reveal
from monitor.pipeline.extract.metadata import Metadata
from monitor.pipeline.extract.page import Found
from monitor.pipeline.extract.reading import read_blocks
from monitor.pipeline.extract.title import find_title, position
from monitor.pipeline.extract.trimming import trim

#: Of a shorter text (characters) there may be more in what the page keeps for its scripts.
_SHORT = 200

#: Lines at the end and at the beginning of the article's box, and below the article, that may
#: name its origin.
_LAST, _FIRST, _BELOW = 12, 4, 5


@dataclass(frozen=True)
class Layout:
    """The blocks of a page, its headline and the article among them.

    ``headline`` is the index of the headline's block, or -1; ``around`` is the article with what
    stands in its box beside it; ``rule`` tells how it was found.
    """

    blocks: Sequence[Block]
    title: Found
    headline: int
    around: Sequence[Block]
    article: Sequence[Block]
    rule: str

    @property
    def length(self) -> int:
        """Count the article's characters."""
        return sum(len(block.text) for block in self.article)

    @property
    def end(self) -> int:
        """Give the index of the article's last block."""
        return self.blocks.index(self.article[-1])

    @property
    def byline(self) -> list[Block]:
        """Give the lines between headline and article; without an article there are none."""
        if not self.article:
            return []
        return find_byline(self.blocks, self.headline, self.blocks.index(self.article[0]))

    @property
    def ends(self) -> list[str]:
        """Give the lines that may name the article's origin, those at its box's end first."""
        inside = (*self.around[-_LAST:], *self.around[:_FIRST])
        below = self.blocks[self.end + 1 : self.end + 1 + _BELOW]
        return [block.text for block in (*inside, *below) if not block.is_link]


def lay_out(root: HtmlElement, head: str, metadata: Metadata, url: str) -> Layout:
    """Find headline and article, in what the page shows or else in what its scripts would show."""
    shown = _lay_out(root, head, metadata, url)
    if shown.length >= _SHORT or not reveal(root):
        return shown
    revealed = _lay_out(root, head, metadata, url)
    return replace(revealed, rule="script") if revealed.length > 2 * shown.length else shown


def _lay_out(root: HtmlElement, head: str, metadata: Metadata, url: str) -> Layout:
    blocks, page_box = read_blocks(root, tree.base_url(root, url))
    title = find_title(blocks, head, metadata)
    headline = position(blocks, title.value)
    around, rule = find_body(blocks, page_box, headline)
    return Layout(blocks, title, headline, around, trim(around, title.value), rule)
