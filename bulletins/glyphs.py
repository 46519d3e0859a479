"""Characters that no face of the PDF has: which they are, and what is printed in their place."""

from __future__ import annotations

import re
from collections.abc import Container
from unicodedata import category

#: Blanks, breaks and invisible signs need no glyph (Unicode's general categories).
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
#: Joiners, fillers, selectors of forms: they change what is drawn of other signs, and nothing is
#: drawn of them. A class of regular expressions: those of Unicode's Default_Ignorable_Code_Point
#: that the engine knows.
IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
#: Signs of private use mean what their font says, and nothing in a text (ISO 19005-3, 6.2.11.7.3);
#: marks with a width of their own, Korea's 〮 and 〯, get a ring beside them but after a syllable.
_UNFIT = frozenset({"Co", "Mc"})
_IS_IGNORABLE = re.compile(f"[{IGNORABLE}]")
_TEXT = re.compile(r">[^<]+")


def missing_glyphs(text: str, printable: Container[int] | None) -> list[str]:
    """Give the characters without a glyph, each once; none if it is not known what has one."""
    if printable is None:
        return []
    return [sign for sign in dict.fromkeys(text) if _is_missing(sign, printable)]


def _is_missing(sign: str, printable: Container[int]) -> bool:
    kind = category(sign)
    if kind in _UNFIT:
        return True
    if kind in _INVISIBLE or _IS_IGNORABLE.match(sign):
        return False
    return ord(sign) not in printable


def spelled_out(html: str, printable: Container[int] | None) -> str:
    """Give a page with the number of each such character, 〔U+1F600〕, where a box would be.

    Old bulletins keep what they said; a new one is not published with any (preflight, ``glyphs``).
    """
    numbers = {ord(sign): f"〔U+{ord(sign):04X}〕" for sign in missing_glyphs(html, printable)}
    return _TEXT.sub(lambda text: text[0].translate(numbers), html) if numbers else html
