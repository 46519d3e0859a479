"""来源: the outlet that an article comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from monitor.pipeline.extract import dates
from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.byline import spaced
from monitor.pipeline.extract.metadata import Metadata

#: An outlet's name has at most this many characters.
_LONGEST = 30

_LABEL = (
    r"(?:(?:文章|信息|稿件|新闻|本文|消息|资料|内容|转载)?(?:来\s*源|稿\s*源|出\s*处)(?:于|自)?|转自|摘自)"
)
_LABELLED = re.compile(
    _LABEL + r"\s*(?:[:：|丨／/]\s*|(?<=于)|(?<=自)|(?<=来源)(?=\w{2,12}(?:\s|$|\|)))"
    r"(?P<name>[^\s|丨]+(?: (?=[A-Za-z])[^\s|]+)*)"
)
_LABEL_ALONE = re.compile(_LABEL + r"\s*[:：]?\s*$")

# Where a name ends when no space does.
_NEXT = re.compile(
    r"(?:作者|编辑|责编|责任编辑|记者|通讯员|时间|日期|发布|阅读|点击|浏览|字号|字体|评论|分享|打印|我要|"
    r"原创|查看原文|举报|收藏|人气|来自)\s*[:：]?|[\[【]|(?:19|20)\d\d\s*[-/.年]|[，。；](?=.{8})"
)
# Words of the byline that are no names.
_NO_NAME = re.compile(
    r"^(?:\d.*|原创|整理|转载|正文|首页|关注|取消关注|已关注|订阅|发布|发表|发表于|发布于|时间|来自.*|\w?号|大|中|小|"
    r".{0,4}字[号体].*|.*(?:评论|跟贴|阅读|浏览|点击|分享|举报|反馈|收藏|打印|播报|扫码|下载|客户端|登录|注册|"
    r"微信|微博|公众号|二维码|QQ|编辑|责编|记者|作者|摄影|作品|昨天|今天|小时前|分钟前|听新闻|优质).*|\W+|IP.*|A[-+]?)$"
)
_NAME_OF_BOX = re.compile(
    r"(?:source|laiyuan|author|media|origin|nickname|profile|username|user-name|copyfrom|account)"
    r"|(?:^|[\s_-])(?:ly|from|name)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SITE = re.compile(r"(?:网|报|社|台|刊|周刊|日报|新闻|在线|频道|头条|杂志|客户端|融媒|发布)$")


def find_outlet(
    byline: Sequence[Block], ends: Iterable[str], metadata: Metadata, head: str
) -> str:
    """Give the outlet's name without its label, or ``""``.

    A labelled name in the byline is believed first, then an unlabelled one beside the date, then
    本文来源 at the end of the article, then meta elements, at last the site that ``head`` (the title
    element) names.
    """
    return (
        _labelled_in(byline)
        or _beside_date(byline)
        or next(filter(None, map(labelled, ends)), "")
        or _name(metadata.first("source", "mediaid", "article:author"))
        or _site(head)
    )


def labelled(text: str) -> str:
    """Give the name that follows 来源 in a text, or ``""``."""
    match = _LABELLED.search(text)
    return _name(match["name"]) if match else ""


def _labelled_in(byline: Sequence[Block]) -> str:
    for i, block in enumerate(byline):
        text = spaced(block)
        if name := labelled(text):
            return name
        if _LABEL_ALONE.search(text) and i + 1 < len(byline):
            return _name(byline[i + 1].text)
    return ""


def _beside_date(byline: Sequence[Block]) -> str:
    """Give the name in the line of the date, or else in a line next to it."""
    for i, block in enumerate(byline):
        text = dates.without_dates(spaced(block))
        if text == spaced(block):
            continue
        if name := _first_name(text):
            return name
        around = [*reversed(byline[max(0, i - 3) : i]), *byline[i + 1 : i + 3]]
        named = [near for near in around if _NAME_OF_BOX.search(near.box.names)]
        beside = [near for near in around if near.box.parent is block.box.parent]
        for near in (*named, *beside):
            if name := _first_name(spaced(near)):
                return name
    return ""


def _first_name(text: str) -> str:
    if len(text) > 2 * _LONGEST:
        return ""
    words = (_name(word) for word in re.split(r"[\s|·•]+", text))
    return next((word for word in words if len(word) > 1 and not _NO_NAME.match(word)), "")


def _site(head: str) -> str:
    """Give the name of the site that ends the title element, or ``""``."""
    pieces = [piece.strip() for piece in re.split(r"[_|｜\-–—]+", head)]
    return pieces[-1] if len(pieces) > 1 and _SITE.search(pieces[-1]) else ""


def _name(name: str) -> str:
    name = name.strip()
    if end := _NEXT.search(name, 1):
        name = name[: end.start()]
    name = _without_brackets(name.strip(" \t:：|/丨·-—_,，。;；><"))
    return name if len(name) <= _LONGEST and not name.isdecimal() else ""


def _without_brackets(name: str) -> str:
    for opening, closing in ("（）", "()", "【】", "[]", "《》"):
        if name.startswith(opening) and name.endswith(closing):
            return name[1:-1].strip()
        if name.endswith(closing) and opening not in name:
            return name[:-1].strip()
    return name
