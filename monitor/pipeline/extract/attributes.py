"""Elements with thousands of attributes: the parser compares each with all others."""

from __future__ import annotations

import re

#: More attributes than this no element has that people wrote; so many are read in 50 ms.
MAX_ATTRIBUTES = 5_000

_TAG = re.compile(r"""<[a-z][\w:-]*+(?=[\s/])(?:[^<>"']++|"[^"]*+"|'[^']*+')*+""", re.IGNORECASE)
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_NAME = re.compile(r"""(?<=[\s/"])[^\s/"=<>]""")


def has_too_many_attributes(text: str) -> bool:
    """Say whether an element of a page has more attributes than anybody would write."""
    if text.count("=") <= MAX_ATTRIBUTES and not _has_long_part(text):
        return False
    tags = (tag[0] for tag in _TAG.finditer(text))
    return any(len(tag) > 2 * MAX_ATTRIBUTES and _attributes(tag) > MAX_ATTRIBUTES for tag in tags)


def _has_long_part(text: str) -> bool:
    """Say whether there is room for so many without values, which hold no ``>`` then."""
    start = 0
    while len(text) - start > 2 * MAX_ATTRIBUTES:
        end = text.rfind(">", start, start + 2 * MAX_ATTRIBUTES + 1)
        if end < 0:
            return True
        start = end + 1
    return False


def _attributes(tag: str) -> int:
    return len(_NAME.findall(_QUOTED.sub('""', tag)))
