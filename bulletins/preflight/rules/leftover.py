"""leftover: lines of the page that came along with the text: 原标题, 责任编辑, notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts, Kind
from bulletins.preflight.findings import Finding, Level, Mend

_LINE = re.compile(
    r"^\s*[（(【\[]?\s*(?:"
    r"(?:原标题|来源标题|原题|责任编辑|责编|编辑|校对|审核|编审|监制|初审|复审|终审|文章来源|稿源|转自|转载自)\s*[:：]"
    r"|(?:本文)?来源\s*[:：][^。]{1,30}[)）】\]]\s*$"
    r"|(?:点击|长按|扫描|扫码)[^。]{0,16}(?:关注|阅读|识别|二维码|查看|下载)"
    r"|(?:阅读原文|返回搜狐|查看更多|分享到|打印本页|关闭窗口|上一篇|下一篇|相关阅读|延伸阅读)"
    r"|(?:特别声明|免责声明|版权声明|声明)\s*[:：]"
    r")"
)
_NOTICE = re.compile(
    r"试下载部分|如要下载或阅读全文|剩余内容|登录后(?:查看|阅读)|付费(?:查看|阅读)"
)
#: A short line that stands so often is a page's header.
_HEADER_TIMES, _HEADER_LENGTH = 3, 30
#: Questions, prices and the like may be repeated by the text itself.
_SAID = re.compile(r"[：:？?。！!\ufffd]")


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Offer to take each such line out."""
    headers = _headers(item)
    for text in dict.fromkeys(paragraph.text.strip() for paragraph in item.paragraphs):
        if _LINE.match(text) or _NOTICE.search(text) or text in headers:
            message = _("A line of the web page was left in “%(title)s”: “%(line)s”.") % {
                "title": item.title, "line": text[:40],
            }  # fmt: skip
            yield Finding(
                "leftover", Level.MEND, message, item.position, text, mends=(Mend(text, ""),)
            )  # fmt: skip


def _headers(item: ItemFacts) -> frozenset[str]:
    lines = Counter(
        paragraph.text.strip() for paragraph in item.paragraphs if paragraph.kind is not Kind.TABLE
    )
    return frozenset(
        text for text, times in lines.items()
        if times >= _HEADER_TIMES and 1 < len(text) <= _HEADER_LENGTH and not _SAID.search(text)
    )  # fmt: skip
