"""HTML of a title or summary becomes its words."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from content.sanitising import clean_line, clean_text

_ENTITIES = "amp|lt|gt|quot|nbsp|ldquo|rdquo|hellip|mdash|middot|#3[489]|#160|#8[12]\\d\\d"
#: Nothing but text, the tags of plain prose, and entities that are read alike everywhere.
_PROSE = re.compile(
    r"(?:[^<>&]++"
    r"|</?(?:p|br|div|span|a|b|i|u|em|strong|font|img|h[1-6]|ul|ol|li|section|blockquote)"
    r"""(?:\s++[a-z-]++=(?:"[^"<>]*+"|'[^'<>]*+'))*+\s*+/?>"""
    rf"|&(?:{_ENTITIES});)*+",
    re.IGNORECASE | re.ASCII,
)
_TAG = re.compile(r"<[^>]*>")


def plain(html: str) -> str:
    """Give the text on one line, without characters that cannot be printed.

    What is text already is never opened as an address. Prose needs no parser: it gives the same.
    """
    if "<" not in html and "&" not in html:
        return clean_line(html)
    if _PROSE.fullmatch(html):
        return clean_line(unescape(_TAG.sub("", html)))
    return _parsed(html)


def _parsed(html: str) -> str:
    root = etree.fromstring(
        f"<div>{clean_text(html)}</div>", etree.HTMLParser(remove_comments=True)
    )
    etree.strip_elements(root, "script", "style", "template", with_tail=False)
    return clean_line("".join(root.itertext()))
