"""caption: a caption outside its figure, one glued to a paragraph, a picture without words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts, Kind, Paragraph
from bulletins.preflight.findings import Finding, Level

_CREDIT = re.compile(
    r"(?:供图|图片?来源[:：].{1,20}|[（(]?\S{2,8}\s*摄[)）]?|资料图|图为.{2,60})\s*[。）)]?\s*$"
)
_SENTENCE_END = re.compile(r"[。！？；：…:;.!?][”’』」）)》]*\s*$")
#: A caption without a credit is short; longer lines without an end are cut paragraphs.
_LONGEST, _LONGEST_BARE = 80, 40
#: Told by the rule “leftover”.
_PAGE_LINE = re.compile(r"^\s*[（(]?\s*(?:本文)?来源\s*[:：]")
#: So many characters of a caption stand in the text already, where it is glued to a paragraph.
_REPEATED = 15


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Look at the lines after a gap, where a picture was."""
    before = ""
    for paragraph in item.paragraphs:
        if message := _message(paragraph, before):
            yield Finding(
                "caption", Level.WARN, message % {"title": item.title}, item.position,
                paragraph.text[:60],
            )  # fmt: skip
        before += paragraph.text
    for picture in item.pictures:
        if not (picture.caption or picture.alt):
            message = _("A picture in “%(title)s” has no caption and no description.")
            yield Finding(
                "caption", Level.WARN, message % {"title": item.title}, item.position,
                picture.address,
            )  # fmt: skip


def _message(paragraph: Paragraph, before: str) -> str:
    if paragraph.kind is not Kind.TEXT:
        return ""
    text = paragraph.text.strip()
    if _is_caption(text, after_gap=paragraph.after_gap):
        return _("A caption stands in the text of “%(title)s”, outside a figure.")
    if paragraph.after_gap and len(text) > _LONGEST and _is_glued(text, before):
        return _("A caption is glued to a paragraph of “%(title)s”.")
    return ""


def _is_caption(text: str, *, after_gap: bool) -> bool:
    if not 2 < len(text) <= _LONGEST or _PAGE_LINE.match(text):
        return False
    if _CREDIT.search(text):
        return True
    is_short = len(text) <= _LONGEST_BARE and text.count("，") < 2
    return after_gap and is_short and not _SENTENCE_END.search(text)


def _is_glued(text: str, before: str) -> bool:
    """Whether a paragraph begins with words of the text before it and goes on without a mark."""
    length = _REPEATED
    if text[:length] not in before:
        return False
    while length < len(text) and text[: length + 1] in before:
        length += 1
    return bool(re.match("[一-鿿]", text[length : length + 1]))
