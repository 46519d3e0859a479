"""Lines around and inside the article's box that are not the article are taken away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile

from monitor.pipeline.extract import boilerplate, title
from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.byline import is_byline
from monitor.pipeline.extract.imprint import is_imprint, may_be_imprint

#: The headline is looked for among this many blocks at the beginning of the box.
_HEAD = 15

#: At most this share of the words, or this many, may follow a line that ends the article.
_TAIL, _SHORT_TAIL = 0.35, 200

_SENTENCE = re.compile(r"[。！？；!?;]")


def trim(blocks: Sequence[Block], headline: str) -> list[Block]:
    """Give the article's blocks: without headline and byline, editors, links and what follows."""
    kept = _without_head(blocks, headline)
    kept = _without_imprint(_without_tail(kept))
    kept = [block for block in kept if not boilerplate.is_boilerplate(block.text)]
    return [block for block in kept if not block.is_link or block.is_file]


def _without_head(blocks: Sequence[Block], headline: str) -> list[Block]:
    """Cut off the headline and the byline below it, with the buttons that stand between them."""
    place = title.position(blocks[:_HEAD], headline)
    if any(_SENTENCE.search(block.text) for block in blocks[: max(place, 0)]):
        place = -1  # A heading of the text that repeats the headline.
    rest = list(blocks[place + 1 :])
    if place >= 0:
        first = next((i for i, block in enumerate(rest) if _SENTENCE.search(block.text)), 0)
        bylines = [i for i, block in enumerate(rest[:first]) if is_byline(block)]
        return rest[bylines[-1] + 1 :] if bylines else rest
    return list(dropwhile(is_byline, rest))


def _without_tail(blocks: list[Block]) -> list[Block]:
    """Cut off what follows a line such as 相关新闻, unless that is most of the article."""
    longest = max(_TAIL * _length(blocks), _SHORT_TAIL)
    for i, block in enumerate(blocks):
        if boilerplate.ends_article(block.text) and _length(blocks[i:]) <= longest:
            return blocks[:i]
    return blocks


def _without_imprint(blocks: list[Block]) -> list[Block]:
    """Cut off the lines at the end that are the site's imprint, if one of them surely is."""
    end = len(blocks)
    while end and may_be_imprint(blocks[end - 1].text):
        end -= 1
    sure = any(is_imprint(block.text) for block in blocks[end:])
    return blocks[:end] if sure else blocks


def _length(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) - block.linked for block in blocks)
