"""truncated: the body ends in mid-sentence, or in a notice that the rest is elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts, Kind
from bulletins.preflight.findings import Finding, Level
from bulletins.preflight.signatures import is_signature

_NOTICE = re.compile(
    r"试下载|阅读全文|下载全文|全文请(?:访问|点击|下载)|未完待续|剩余\d*%|(?:展开|查看|点击)[^。]{0,4}全文"
)
_END = re.compile(r"[。！？!?…”’」』）)】》.：:；;〉>~*—]\s*$|[\]\d摄]$|供图$")
#: Sentences end so. Shorter lines are headings or names.
_SHORTEST = 20
_LAST = 3
_WRITTEN = (Kind.TEXT, Kind.LIST)


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Look at the last lines."""
    lines = [paragraph.text.strip() for paragraph in item.paragraphs if paragraph.text.strip()]
    for line in lines[-_LAST:]:
        if _NOTICE.search(line):
            message = _("“%(title)s” is not whole: its end says where the rest is.")
            yield Finding(
                "truncated", Level.WARN, message % {"title": item.title}, item.position, line[:60]
            )
            return
    last = _last_sentence(item)
    if len(last) >= _SHORTEST and not _END.search(last) and not is_signature(last):
        message = _("“%(title)s” ends in the middle of a sentence.") % {"title": item.title}
        yield Finding("truncated", Level.WARN, message, item.position, last[-30:])


def _last_sentence(item: ItemFacts) -> str:
    """Give the last paragraph that is no caption, heading or cell."""
    written = [
        paragraph.text.strip() for paragraph in item.paragraphs if paragraph.kind in _WRITTEN
    ]
    return next((text for text in reversed(written) if text), "")
