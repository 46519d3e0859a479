"""Captions: the line under a picture that describes it is joined to the picture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.sanitising import clean_line
from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.page import PageImage

#: A caption has at most this many characters.
_LONGEST = 120

#: From this share of centred lines on, that a line is centred says nothing.
_MOSTLY = 0.4

_NAMES = re.compile(
    r"caption|(?:img|image|pic)[-_]?(?:desc|txt|text|note|info|title)|tuzhu|zhushi", re.IGNORECASE
)
_CENTRED = re.compile(r"(?:^|[\s_-])(?:align|text)?[_-]?center(?:ed)?(?:$|\s)")
_WORDS = re.compile(
    r"\s*[（(【\[]?(?:[▲△▼↑◎©]|(?:资料|上|下|左|右|本文|配)?图(?:[为：:/｜|片]|\s)|图\d|视频截图|海报).*"
    r"|.*(?:摄|供图|制图|截图|资料图片?|图片来源.{0,30}|图源.{0,20}|[/／]图)[）)】\]。]*\s*"
)


def join_captions(blocks: Sequence[Block]) -> list[Block | PageImage]:
    """Give the blocks with each picture as an image that holds its caption, if a line is one."""
    centred = _is_centred if _centred_share(blocks) < _MOSTLY else lambda block: False
    items: list[Block | PageImage] = []
    for block in blocks:
        last = items[-1] if items else None
        if block.kind == "img":
            items.append(PageImage(block.src, ""))
        elif (
            isinstance(last, PageImage)
            and not last.caption
            and (_is_caption(block) or (len(block.text) <= _LONGEST and centred(block)))
        ):
            items[-1] = PageImage(last.src, clean_line(block.text))
        else:
            items.append(block)
    return items


def _is_caption(block: Block) -> bool:
    if block.kind == "table" or len(block.text) > _LONGEST:
        return False
    named = block.box.tag == "figcaption" or _NAMES.search(block.box.names)
    return bool(named or _WORDS.fullmatch(block.text))


def _centred_share(blocks: Sequence[Block]) -> float:
    lines = [block for block in blocks if block.text]
    return sum(map(_is_centred, lines)) / len(lines) if lines else 0.0


def _is_centred(block: Block) -> bool:
    box = block.box
    centred = "center" in box.style or box.tag == "center" or _CENTRED.search(box.names)
    return block.kind == "p" and bool(centred)
