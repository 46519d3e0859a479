"""glyphs: a character that no face of the PDF has; it would be printed as an empty box."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

from django.utils.translation import gettext as _

from bulletins.glyphs import missing_glyphs
from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import BODY, Finding, Level, Mend

#: Signs that decorate, such as emoji, may simply go; a missing letter must be replaced by hand.
_DECORATION = frozenset({"So", "Sk"})


def check_item(item: ItemFacts, issue: IssueFacts) -> Iterator[Finding]:
    """Look at what is printed of an article, a field at a time."""
    for field, texts in (
        ("title", (item.title,)),
        ("source_name", (item.source_name,)),
        ("url", (item.url,)),
        (BODY, tuple(paragraph.text for paragraph in item.paragraphs)),
    ):
        missing = missing_glyphs("".join(texts), issue.printable)
        if missing:
            message = _("“%(title)s” has characters that no font can print: %(characters)s.")
            yield Finding(
                "glyphs",
                Level.BLOCK,
                message % {"title": item.title, "characters": named(missing)},
                item.position,
                "".join(missing),
                field,
                tuple(_mends(texts, field, missing)),
            )


def check_issue(issue: IssueFacts) -> Iterator[Finding]:
    """Look at the words of the series."""
    words = issue.title + issue.organisation + issue.foreword
    missing = missing_glyphs(words, issue.printable)
    if missing:
        message = _("The masthead has characters that no font can print: %(characters)s.")
        yield Finding(
            "glyphs", Level.BLOCK, message % {"characters": named(missing)},
            evidence="".join(missing),
        )  # fmt: skip


def named(characters: list[str]) -> str:
    """Give characters with their numbers, for those whom the screen shows a box as well."""
    return "、".join(f"{sign}（U+{ord(sign):04X}）" for sign in characters)


def _mends(texts: tuple[str, ...], field: str, missing: list[str]) -> Iterator[Mend]:
    if field == "url":
        return  # Without the sign it would lead elsewhere.
    decoration = {sign for sign in missing if category(sign) in _DECORATION}
    for text in dict.fromkeys(texts):
        bare = "".join(sign for sign in text if sign not in decoration).strip()
        if bare != text.strip() and bare:
            yield Mend(text, bare, field)
