"""Our HTML as plain text, the way a reader goes through it."""

from __future__ import annotations

import re

from lxml.html import fromstring

from content.sanitising import BODY_TAGS

#: Elements within a line; whatever lies around any other stands on lines of its own.
_INLINE = frozenset({"a", "strong", "em", "sub", "sup", "img"})
_BREAK = re.compile(rf"(?=</?(?:{'|'.join(sorted(BODY_TAGS - _INLINE))})\b)")


def text_of(html: str) -> str:
    """Give the text of a sanitised body, each block, cell and caption on a line of its own."""
    if not html.strip():
        return ""
    text = str(fromstring(f"<div>{_BREAK.sub(chr(10), html)}</div>").text_content())
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
