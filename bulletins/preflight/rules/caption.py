"""caption: a caption outside its figure, one glued to a paragraph, a picture without words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts, Kind, Paragraph
from bulletins.preflight.findings import Finding, Level, Mend

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
        message, mends = _look(paragraph, before)
        if message:
            yield Finding(
                "caption", Level.WARN, message % {"title": item.title}, item.position,
                paragraph.text[:60], mends=mends,
            )  # fmt: skip
        before += paragraph.text
    for picture in item.pictures:
        if not (picture.caption or picture.alt):
            message = _("A picture in “%(title)s” has no caption and no description.")
            yield Finding(
                "caption", Level.WARN, message % {"title": item.title}, item.position,
                picture.address,
            )  # fmt: skip


def _look(paragraph: Paragraph, before: str) -> tuple[str, tuple[Mend, ...]]:
    """Give what is wrong with a paragraph, "" if nothing is, and its mend."""
    text = paragraph.text.strip()
    if paragraph.kind is not Kind.TEXT:
        return "", ()
    if _is_caption(text, after_gap=paragraph.after_gap):
        return _("A caption stands in the text of “%(title)s”, outside a figure."), ()
    if paragraph.after_gap and len(text) > _LONGEST and (length := _glued(text, before)):
        message = _("A caption is glued to a paragraph of “%(title)s”.")
        return message, (Mend(text, f"{text[:length]}\n{text[length:]}"),)
    return "", ()


def _is_caption(text: str, *, after_gap: bool) -> bool:
    if not 2 < len(text) <= _LONGEST or _PAGE_LINE.match(text):
        return False
    if _CREDIT.search(text):
        return True
    is_short = len(text) <= _LONGEST_BARE and text.count("，") < 2
    return after_gap and is_short and not _SENTENCE_END.search(text)


def _glued(text: str, before: str) -> int:
    """Give the length of a caption that a paragraph begins with, going on without a mark; or 0.

    It is known by its words, which stand in the text before it.
    """
    length = _REPEATED
    if text[:length] not in before:
        return 0
    while length < len(text) and text[: length + 1] in before:
        length += 1
    return length if re.match("[一-鿿]", text[length : length + 1]) else 0
