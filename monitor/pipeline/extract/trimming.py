"""Lines around and inside the article's box that are not the article are taken away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile

from monitor.pipeline.extract import boilerplate, title
from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.imprint import is_imprint, may_be_imprint

#: The headline is looked for among this many blocks at the beginning of the box.
_HEAD = 15

#: At most this share of the words, or this many, may follow a line that ends the article.
_TAIL, _SHORT_TAIL = 0.35, 200

_SENTENCE = re.compile(r"[。！？；!?;]")
_BYLINE = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d|\d{1,2}:\d{2}"
    r"|(?:来源|作者|记者|编辑|发布|发表|时间|日期|浏览|阅读|点击|字号|字体|分享|评论|打印|次数)\s*[:：\d]"
    r"|^(?:分享|大|中|小|默认|超大|首页|正文|\W+)$"
)


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
        bylines = [i for i, block in enumerate(rest[:first]) if _is_byline(block)]
        return rest[bylines[-1] + 1 :] if bylines else rest
    return list(dropwhile(_is_byline, rest))


def _is_byline(block: Block) -> bool:
    if block.kind == "img" or len(block.text) > 100:
        return False
    return bool(_BYLINE.search(block.text)) and not _SENTENCE.search(block.text)


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
