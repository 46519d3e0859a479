"""width: half-width punctuation or blanks between Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level, Mend
from bulletins.preflight.signatures import is_signature

_HAN = "一-鿿"
_HALF = re.compile(rf"(?<=[{_HAN}”’》）」])[ ]*([,;:!?])[ ]*(?=[{_HAN}“‘《（「])")
#: A blank after a dateline (新华社北京3月25日电 …) is the custom of the press.
_BLANK = re.compile(rf"(?<=[{_HAN}])(?<![电讯])[ \t]+(?=[{_HAN}])")
#: Names stand side by side with blanks between them.
_NAMES = re.compile(r"[（(][^（()）]*(?:记者|通讯员|作者|来源|摄|供图)[^（()）]*[)）]")
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_AROUND = 8


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Tell how many there are; each has one mend."""
    places = [place for paragraph in item.paragraphs for place in _places(paragraph.text)]
    if places:
        message = _(
            "“%(title)s” has half-width marks or blanks between Chinese characters: %(count)d."
        ) % {"title": item.title, "count": len(places)}
        yield Finding(
            "width",
            Level.MEND,
            message,
            item.position,
            " … ".join(places[:3]),
            mends=tuple(_mends(item)),
        )


def _mends(item: ItemFacts) -> Iterator[Mend]:
    for text in dict.fromkeys(paragraph.text for paragraph in item.paragraphs):
        if (mended := widened(text)) != text:
            yield Mend(text, mended)


def widened(text: str) -> str:
    """Give a text with full-width marks and no blanks between Chinese characters.

    In a signature and in brackets of names blanks keep the names apart.
    """
    if is_signature(text):
        return text
    names = [match[0] for match in _NAMES.finditer(text)]
    parts = _NAMES.split(text)
    mended = [_BLANK.sub("", _HALF.sub(lambda found: _FULL[found[1]], part)) for part in parts]
    return "".join(part for pair in zip(mended, [*names, ""], strict=True) for part in pair)


def _places(text: str) -> Iterator[str]:
    if is_signature(text):
        return
    bare = _NAMES.sub(lambda found: "（" * len(found[0]), text)
    for pattern in (_HALF, _BLANK):
        for found in pattern.finditer(bare):
            yield text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
