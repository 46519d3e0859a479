"""Characters that no face of the PDF has: which they are, and what is printed in their place."""

from __future__ import annotations

import re
from collections.abc import Container
from unicodedata import category

#: Blanks, breaks and invisible signs need no glyph (Unicode's general categories).
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
#: Forms of the sign before them: they are drawn with it or not at all.
_SELECTORS = frozenset({*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})
#: Signs of private use mean what their font says, and nothing in a text (ISO 19005-3, 6.2.11.7.3).
_PRIVATE = "Co"
_TEXT = re.compile(r">[^<]+")


def missing_glyphs(text: str, printable: Container[int] | None) -> list[str]:
    """Give the characters without a glyph, each once; none if it is not known what has one."""
    if printable is None:
        return []
    return [sign for sign in dict.fromkeys(text) if _is_missing(sign, printable)]


def _is_missing(sign: str, printable: Container[int]) -> bool:
    kind = category(sign)
    if kind == _PRIVATE:
        return True
    return ord(sign) not in printable and kind not in _INVISIBLE and ord(sign) not in _SELECTORS


def spelled_out(html: str, printable: Container[int] | None) -> str:
    """Give a page with the number of each such character, 〔U+1F600〕, where a box would be.

    Old bulletins keep what they said; a new one is not published with any (preflight, ``glyphs``).
    """
    numbers = {ord(sign): f"〔U+{ord(sign):04X}〕" for sign in missing_glyphs(html, printable)}
    return _TEXT.sub(lambda text: text[0].translate(numbers), html) if numbers else html
