"""fields: a labelled field is missing that belongs to every article."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Name what is missing, or what an article of the desk has left empty."""
    empty = {
        "标题": item.title, "来源": item.source_name, "链接": item.url,
        "日期": item.published_on, "主要内容": item.text.strip(),
    }  # fmt: skip
    missing = dict.fromkeys([*item.missing, *(name for name, value in empty.items() if not value)])
    if missing:
        names = "、".join(missing)
        message = _("“%(title)s” lacks: %(fields)s.") % {"title": item.title, "fields": names}
        yield Finding("fields", Level.WARN, message, item.position, names)
