"""The article's blocks become HTML of few elements, plain text, and a list of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from monitor.pipeline.extract.blocks import Block, Box
from monitor.pipeline.extract.page import PageImage

#: A caption has at most this many characters.
_LONGEST_CAPTION = 120

_CAPTION_NAMES = re.compile(
    r"caption|img[-_]?(?:desc|txt|text|note|info|title)|pic[-_]?(?:desc|txt|text|note)|photo|tuzhu|"
    r"zhushi|desc\b|image[-_]?(?:desc|caption)",
    re.IGNORECASE,
)
_CAPTION_WORDS = re.compile(
    r"^\s*[（(【\[]?(?:图|▲|△|▼|↑|◎|©|资料图|上图|下图|本文图|配图|视频截图|海报|插图|制图)|"
    r"(?:摄|供图|制图|绘|截图|资料图片?|图片来源.{0,30}|图源.{0,20}|发|/图)[）)】\]。]?\s*$"
)


@dataclass(frozen=True)
class Figure:
    """A picture with its caption, which may be empty."""

    image: PageImage


def pair_captions(blocks: Sequence[Block]) -> list[Block | PageImage]:
    """Join each picture with the line below it when that line is its caption."""
    items: list[Block | PageImage] = []
    for block in blocks:
        last = items[-1] if items else None
        if block.kind == "img":
            items.append(PageImage(block.src, ""))
        elif isinstance(last, PageImage) and not last.caption and is_caption(block):
            items[-1] = PageImage(last.src, block.text)
        else:
            items.append(block)
    return items


def is_caption(block: Block) -> bool:
    """Say whether a line that follows a picture describes it."""
    if block.kind != "p" or len(block.text) > _LONGEST_CAPTION:
        return False
    if block.box.nearest("figcaption") or _CAPTION_NAMES.search(block.box.names):
        return True
    return bool(_CAPTION_WORDS.search(block.text)) or _is_centred(block.box)


def _is_centred(box: Box) -> bool:
    return "center" in box.style.replace(" ", "") or box.tag == "center"


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
    return f"<{tag}>{item.html.strip()}</{tag}>"


def _tag(block: Block) -> str:
    """Give the element for a line; headings start at ``h2``, long or punctuated ones are none."""
    if block.kind == "p" or len(block.text) > 60 or block.text.endswith(("。", "；", "，")):
        return "p"
    return {"h1": "h2", "h2": "h2", "h3": "h3"}.get(block.kind, "h4")


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
