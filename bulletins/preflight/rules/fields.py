"""fields: a labelled field is missing that belongs to every article."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import BODY, Finding, Level

#: The fields of an article by their labels; all others stand in the body.
_FIELDS = {"标题": "title", "来源": "source_name", "链接": "url", "日期": "published_on"}


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Name what is missing, or what an article of the desk has left empty."""
    said = {
        "标题": item.title, "来源": item.source_name, "链接": item.url,
        "日期": item.published_on, "主要内容": item.text.strip(),
    }  # fmt: skip
    missing = list(dict.fromkeys([*item.missing, *(name for name in said if not said[name])]))
    if missing:
        names = "、".join(missing)
        message = _("“%(title)s” lacks: %(fields)s.") % {"title": item.title, "fields": names}
        field = _FIELDS.get(missing[0], BODY)
        yield Finding("fields", Level.WARN, message, item.position, names, field)
