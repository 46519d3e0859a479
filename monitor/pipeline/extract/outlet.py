"""来源: the outlet that an article comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.metadata import Metadata

#: An outlet's name has at most this many characters.
_LONGEST = 30

_LABEL = r"(?:文章|信息|稿件|新闻|本文|消息|资料|内容)?(?:来\s*源|稿\s*源|出\s*处|来自)(?:于|自)?"
_LABELLED = re.compile(_LABEL + r"\s*[:：|丨／/]\s*(?P<name>[^\s|丨]+(?: [A-Za-z][^\s|]*)*)")
_LABEL_ALONE = re.compile(_LABEL + r"\s*[:：]?\s*$")
# Where the name ends when no space does.
_NEXT = re.compile(
    r"(?:作者|编辑|责编|责任编辑|记者|通讯员|时间|日期|发布|阅读|点击|浏览|字号|字体|评论|分享|打印|我要|原创|"
    r"查看原文)\s*[:：]?|[\[【]|(?:19|20)\d\d\s*[-/.年]|[，。；、](?=.{8})|\s[-|]\s"
)
_EDGES = " \t:：|/丨·-—_,，。;；>》<《（）()[]【】"
_SOURCE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:source|sourcename|laiyuan|from|origin|media|medianame|mediaName|author-?name)(?:$|[\s_-])",
    re.IGNORECASE,
)


def find_outlet(zone: Sequence[Block], tail: Iterable[str], metadata: Metadata) -> str:
    """Give the outlet's name without label, or ``""``.

    ``zone`` is what stands around the headline, ``tail`` the lines at the end of the article, where
    本文来源 stands.
    """
    return (
        _labelled_in(zone)
        or _named(zone)
        or next(filter(None, map(labelled, tail)), "")
        or _clean(metadata.first("source", "mediaid", "article:author", "weibo:article:source"))
    )


def labelled(text: str) -> str:
    """Give the name that follows 来源 in a text, or ``""``."""
    match = _LABELLED.search(text)
    return _clean(match["name"]) if match else ""


def _labelled_in(zone: Sequence[Block]) -> str:
    for i, block in enumerate(zone):
        if name := labelled(block.text):
            return name
        if _LABEL_ALONE.search(block.text) and i + 1 < len(zone):
            return _clean(zone[i + 1].text)
    return ""


def _named(zone: Iterable[Block]) -> str:
    return next(
        (
            name
            for block in zone
            if _SOURCE_NAMES.search(block.box.names) and (name := _clean(block.text))
        ),
        "",
    )


def _clean(name: str) -> str:
    name = name.strip()
    if end := _NEXT.search(name, 1):
        name = name[: end.start()]
    name = name.strip(" \t:：|/丨·-—_,，。;；><")
    name = _without_brackets(name)
    return name if len(name) <= _LONGEST and not name.isdecimal() else ""


def _without_brackets(name: str) -> str:
    for opening, closing in ("（）", "()", "【】", "[]", "《》"):
        if name.startswith(opening) and name.endswith(closing):
            return name[1:-1].strip()
        if name.endswith(closing) and opening not in name:
            return name[:-1].strip()
    return name
