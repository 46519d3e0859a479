"""来源: the outlet that an article comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.byline import spaced
from monitor.pipeline.extract.metadata import Metadata
from monitor.pipeline.extract.moments import around_date
from monitor.pipeline.extract.names import is_person
from monitor.pipeline.extract.page import Found

_META = ("contentsource", "source", "mediaid", "article:author")

#: An outlet's name has at most this many characters.
_LONGEST = 30

#: An unlabelled one in a line of its own has at most this many.
_SHORT = 15

_LABEL = (
    r"(?:(?:文章|信息|稿件|新闻|本文|消息|资料|内容|转载)?(?:[来來]\s*源|稿\s*源|出\s*[处處])|"
    r"[转轉]自|摘自|来自(?=\s*[:：]))"
)
_LABELLED = re.compile(
    _LABEL + r"(?:\s*[:：|丨／/]|于|自|(?=\s*\w{2,12}(?:[\s|]|$)))\s*"
    r"(?P<name>[^\s|丨]+(?: (?=[A-Za-z])[^\s|]+)*)"
)
_ISSUER = re.compile(r"[\[【]?发[布文]\s*(?:机构|机关|单位)[\]】]?\s*[:：]\s*(?P<name>.*)")
_LABEL_ALONE = re.compile(_LABEL + r"\s*[:：]?\s*$")

# Where a name ends when no space does.
_NEXT = re.compile(
    r"(?:作者|编辑|责编|责任编辑|记者|通讯员|时间|日期|发布(?!$)|阅读|点击|浏览|字号|字体|评论|分享|打印|我要|"
    r"原创|查看原文|举报|收藏|人气|来自|官方[账帐]号)\s*[:：]?"
    r"|[\[【]|(?:19|20)\d\d\s*[-/.年]|[，。；](?=.{8})"
)
# Words of the byline that are no names.
_NO_NAME = re.compile(
    r"[\d:.\-/%]+字?|updated|published|by|原创|整理|转载|正文|首页|.{0,2}关注|订阅|(?:互联)?网络?(?:整理|综合)?|本站.{0,2}|本网|[来來]源|"
    r"稿源|.{0,2}时间|更新|来自.*|手机版|最新.*|"
    r"发[布表稿](?:于.*)?|发布[者人]|成文|印发|签发|\w?号|[大中小]|.{0,4}字[号体].*|IP.*|A[-+]?|\W+|"
    r".*(?:评论|跟贴|阅读|浏览|点击|分享|举报|反馈|收藏|打印|播报|扫码|下载|登录|注册|微信|微博|公众号|二维码|QQ|"
    r"编辑|责编|记者|作者|摄影|作品|昨天|今天|小时前|分钟前|天前|听新闻|优质|格林尼治).*"
)
# Names (id and class) of boxes that hold an outlet, and of those that hold an outlet or a person.
_BOXES_OF_OUTLETS = re.compile(
    r"source|laiyuan|origin|nickname|copyfrom|account|(?:^|[\s_-])(?:ly|from)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BOXES_OF_NAMES = re.compile(
    r"author|byline|media|profile|username|user-name|(?:^|[\s_-])name(?:$|[\s_-])", re.IGNORECASE
)
_SITE = re.compile(r"(?:网|报|社|台|刊|周刊|日报|新闻|在线|频道|头条|杂志|客户端|融媒|发布)$")


def find_outlet(
    byline: Sequence[Block], ends: Iterable[str], metadata: Metadata, head: str
) -> Found:
    """Give the outlet's name without its label, or ``""``, and the rule that found it.

    A labelled name in the byline is believed first, then an unlabelled one beside the date or in a
    box named for it, then 本文来源 at the end of the article, then meta elements, at last the site
    that ``head`` (the title element) or the metadata name.
    """
    rules: dict[str, Callable[[], str]] = {
        "label": lambda: _labelled_in(byline),
        "issuer": lambda: _issued_by(byline),
        "beside-date": lambda: _beside_date(byline),
        "named-box": lambda: _in_named_box(byline),
        "end-line": lambda: next(filter(None, map(labelled, ends)), ""),
        "metadata": lambda: clean_name(metadata.first(*_META)),
        "site": lambda: _site(head) or clean_name(metadata.first("og:site_name")),
    }
    return Found.first(rules)


def labelled(text: str) -> str:
    """Give the name that follows 来源 in a text, or ``""``."""
    match = _LABELLED.search(text)
    return clean_name(match["name"]) if match else ""


def _labelled_in(byline: Sequence[Block]) -> str:
    for i, block in enumerate(byline):
        text = spaced(block)
        if name := labelled(text):
            return name
        if _LABEL_ALONE.search(text) and i + 1 < len(byline):
            return clean_name(byline[i + 1].text)
    return ""


def _issued_by(byline: Sequence[Block]) -> str:
    """Give who issued a document, as the record above it says."""
    for block, following in pairwise(byline):
        if match := _ISSUER.fullmatch(spaced(block)):
            return clean_name(match["name"] or following.text)
    return ""


def _beside_date(byline: Sequence[Block]) -> str:
    """Give the name in the line of the date, the nearest to the date, or else in a line near it."""
    for i, block in enumerate(byline):
        if not (parts := around_date(spaced(block))):
            continue
        before, after = parts
        near = [*reversed(byline[max(0, i - 3) : i]), *byline[i + 1 : i + 3]]
        beside = [line for line in near if line.box.parent is block.box.parent]
        words = [*reversed(_words(before)), *_words(after)]
        if name := _first_name(words) or _in_named_box(near):
            return name
        return _first_name([line.text for line in beside if len(line.text) <= _SHORT])
    return ""


def _in_named_box(lines: Iterable[Block]) -> str:
    lines = list(lines)
    return _first_name(_words_in(_BOXES_OF_OUTLETS, lines)) or _first_name(
        _words_in(_BOXES_OF_NAMES, lines)
    )


def _words_in(boxes: re.Pattern[str], lines: Iterable[Block]) -> Iterator[str]:
    named = (line for line in lines if boxes.search(line.box.names))
    return (word for line in named for word in _words(spaced(line)))


def _words(text: str) -> list[str]:
    return re.split(r"[\s|·•:：]+", text) if len(text) <= 2 * _LONGEST else []


def _first_name(words: Iterable[str]) -> str:
    names = (name for name in map(clean_name, words) if len(name) > 1 and not is_person(name))
    return next((name for name in names if not _NO_NAME.fullmatch(name)), "")


def _site(head: str) -> str:
    """Give the name of the site that the title element begins or ends with, or ``""``."""
    pieces = [piece.strip() for piece in re.split(r"[_|｜\-–—]+", head)]
    if len(pieces) < 2:
        return ""
    return next((piece for piece in (pieces[-1], pieces[0]) if _SITE.search(piece)), "")


def clean_name(name: str) -> str:
    """Give an outlet's name without brackets, the next label, and the reporter before a slash."""
    name = name.strip()
    if end := _NEXT.search(name, 1):
        name = name[: end.start()]
    name = _without_brackets(name.strip(" \t:：|/丨·-—_,，。;；><"))
    name = name.rpartition("/")[2] if _SITE.search(name) else name
    return name if len(name) <= _LONGEST and not _NO_NAME.fullmatch(name) else ""


def _without_brackets(name: str) -> str:
    for opening, closing in ("（）", "()", "【】", "[]", "《》"):
        if name.startswith(opening) and name.endswith(closing):
            return name[1:-1].strip()
        if name.endswith(closing) and opening not in name:
            return name[:-1].strip()
    return name
