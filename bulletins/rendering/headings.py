"""Headings that a text sets as paragraphs: they stay with what follows, like others. Pure."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree.ElementTree import Element

#: A line of so many characters at most that ends like no sentence.
_LONGEST = 20
_SENTENCE_END = re.compile(r"[。！？；：，、…”）》.!?;:,)]\s*$")


def mark_headings(body: Element) -> None:
    """Give paragraphs that are headings the class ``heading``, in place."""
    for parent in body.iter():
        for element, after in pairwise(parent):
            if (
                element.tag == after.tag == "p"
                and not element.attrib
                and is_heading("".join(element.itertext()))
            ):
                element.set("class", "heading")


def is_heading(paragraph: str) -> bool:
    """Whether a paragraph reads like a heading: short, and no sentence."""
    text = paragraph.strip()
    return 0 < len(text) <= _LONGEST and not _SENTENCE_END.search(text)
