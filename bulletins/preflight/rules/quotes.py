"""quotes: a quotation mark or bracket without its partner, or two systems in one article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level

_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "「": "」", "『": "』", "【": "】"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_WIDE = str.maketrans("()", "（）")
#: Not quotation marks: an apostrophe, and the bracket of 1) or 一） at the head of a point.
_NO_PARTNER = re.compile(
    r"(?<=[A-Za-z0-9])’|(?:^|(?<=[；。：;:]))\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[）)]"
)
_SYSTEMS = (("“", "”"), ("「", "」"), ('"', '"'))
_AROUND = 12


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Pair the marks, and see which kinds are used."""
    alone = list(_alone([paragraph.text for paragraph in item.paragraphs]))
    if alone:
        message = _("In “%(title)s” %(count)d quotation marks or brackets have no partner.") % {
            "title": item.title, "count": len(alone),
        }  # fmt: skip
        yield Finding("quotes", Level.WARN, message, item.position, "…".join(alone[:3]))
    used = [first + second for first, second in _SYSTEMS if _uses(item.text, first, second)]
    if len(used) > 1:
        message = _("“%(title)s” uses two kinds of quotation marks: %(marks)s.") % {
            "title": item.title, "marks": " ".join(used),
        }  # fmt: skip
        yield Finding("quotes", Level.WARN, message, item.position, " ".join(used))


def _alone(texts: list[str]) -> Iterator[str]:
    """Give each mark without a partner, with the words around it.

    A quotation over several paragraphs begins each of them with a mark and closes once.
    """
    quotes: list[str] = []
    for text in texts:
        wide = _NO_PARTNER.sub(lambda found: " " * len(found[0]), text).translate(_WIDE)
        opened = [("“", 0, text)] if quotes and not wide.lstrip().startswith("“") else []
        quotes = []
        for place, mark in enumerate(wide):
            if mark in _PAIRS:
                opened.append((mark, place, text))
            elif mark in _CLOSING:
                if opened and opened[-1][0] == _CLOSING[mark]:
                    opened.pop()
                else:
                    yield _around(text, place)
        for mark, place, of in opened:
            if mark == "“" and len(opened) == 1 and text is not texts[-1]:
                quotes = ["“"]
            else:
                yield _around(of, place)


def _around(text: str, place: int) -> str:
    return text[max(0, place - _AROUND) : place + _AROUND].strip()


def _uses(text: str, first: str, second: str) -> bool:
    return bool(re.search(f"{first}[^{first}{second}]*[一-鿿][^{first}{second}]*{second}", text))
