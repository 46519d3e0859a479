"""The article's blocks become HTML of few elements, and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.page import PageImage

#: A heading has at most this many characters; longer ones are paragraphs in a heading's clothes.
_LONGEST_HEADING = 60

# An inline element that held a picture only, or nothing.
_EMPTY = re.compile(r"<(strong|em|sub|sup|a)\b[^>]*>\s*</\1>")

_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}


def to_html(items: Sequence[Block | PageImage]) -> str:
    """Give the HTML of the items: paragraphs, headings, lists, tables and figures."""
    return "\n".join(_elements(items))


def _elements(items: Sequence[Block | PageImage]) -> Iterator[str]:
    for wrapper, run in groupby(items, key=_wrapper):
        inner = "\n".join(map(_element, run))
        yield f"<{wrapper[0]}>\n{inner}\n</{wrapper[0]}>" if wrapper[0] else inner


def _wrapper(item: Block | PageImage) -> tuple[str, int]:
    """Give the list or quotation that an item belongs to, and which one it is."""
    if isinstance(item, Block):
        if _is_list_item(item) and (holder := item.box.nearest("ul", "ol")):
            return holder.tag, id(holder)
        if quotation := item.box.nearest("blockquote"):
            return "blockquote", id(quotation)
    return "", 0


def _is_list_item(block: Block) -> bool:
    """Say whether a block is all of a list item. An item of several blocks only places things."""
    item = block.box.nearest("li")
    return block.kind == "p" and item is not None and item.stop - item.start == 1


def _element(item: Block | PageImage) -> str:
    if isinstance(item, PageImage):
        return _figure(item)
    if item.kind == "table":
        return item.html
    tag = "li" if _wrapper(item)[0] in ("ul", "ol") else _tag(item)
    return f"<{tag}>{_EMPTY.sub('', item.html).strip()}</{tag}>"


def _tag(block: Block) -> str:
    """Give the element for a line; headings start at ``h2``, and no sentence is one."""
    is_sentence = len(block.text) > _LONGEST_HEADING or block.text.endswith(("。", "；", "，"))
    return "p" if is_sentence else _HEADINGS.get(block.kind, "p")


def _figure(image: PageImage) -> str:
    alt = escape(image.caption)
    caption = (
        f"<figcaption>{escape(image.caption, quote=False)}</figcaption>" if image.caption else ""
    )
    return f'<figure><img src="{escape(image.src)}" alt="{alt}">{caption}</figure>'


def to_text(items: Sequence[Block | PageImage]) -> str:
    """Give the words of the items, a paragraph a line, captions in their place."""
    lines = (item.caption if isinstance(item, PageImage) else item.text for item in items)
    return "\n".join(line for line in lines if line)
