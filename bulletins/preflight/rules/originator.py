"""originator: dateline or 原标题 name another outlet than the stated one as the text's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level

_ORIGINAL_TITLE = re.compile(r"^\s*[（(【]?\s*原标题\s*[:：]")
_DATELINE = re.compile(
    r"^\s*(?:【[^】]{1,20}】)?(?P<outlet>[一-鿿A-Za-z]{2,10}?(?:社|网|报|台|客户端))"
    r"[^。，,]{0,16}?(?:电|讯)(?=[\s（(:：，,]|记者)"
)
#: Names under which one outlet writes.
_SAME = (
    ("中国新闻网", "中新网", "中国新闻社", "中新社"),
    ("新华网", "新华社", "新华每日电讯", "新华视点"),
    ("人民网", "人民日报", "人民日报海外版", "人民日报客户端"),
    ("央广网", "中央人民广播电台", "央广"),
    ("央视网", "央视新闻", "中央电视台", "央视"),
    ("光明网", "光明日报"), ("中国经济网", "经济日报"), ("中青在线", "中国青年报", "中青网"),
    ("荆楚网", "湖北日报", "湖北日报网"), ("大众网", "大众日报"), ("南方网", "南方日报"),
    ("浙江在线", "浙江日报"), ("大河网", "河南日报"), ("东方网", "上海东方网"),
)  # fmt: skip
#: An outlet that speaks of itself.
_OWN = re.compile("^(?:本|我)[报网台社]")


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Look at the lines at the beginning."""
    words = {"title": item.title, "outlet": item.source_name}
    for text in [paragraph.text for paragraph in item.paragraphs][:4]:
        if _ORIGINAL_TITLE.match(text):
            message = _("“%(title)s” had another title first: %(outlet)s is not its originator.")
            yield Finding("originator", Level.WARN, message % words, item.position, text)
        elif other := _other_outlet(text, item.source_name):
            message = _("The dateline of “%(title)s” names %(other)s, not %(outlet)s.")
            words["other"] = other
            yield Finding("originator", Level.WARN, message % words, item.position, text[:40])


def _other_outlet(text: str, stated: str) -> str:
    match = _DATELINE.match(text)
    if not match or _OWN.match(text.strip()) or not stated:
        return ""
    return "" if _are_one(match["outlet"], stated) else match["outlet"]


def _are_one(one: str, other: str) -> bool:
    if one in other or other in one:
        return True
    return any(
        any(name in one for name in names) and any(name in other for name in names)
        for names in _SAME
    )
