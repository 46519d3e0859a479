"""Lists as PDF/UA-1 wants them: lines and nothing but lines (ISO 14289-1, 7.2)."""

from __future__ import annotations

from lxml.html import HtmlElement

_LISTS = ("ul", "ol")
#: What a page does not print; other blanks, such as U+00A0 and U+3000, take their room.
_COLLAPSED = " \t\r\n\f"


def settle_lists(root: HtmlElement) -> None:
    """Let lists hold lines and lists only, and lines stand in lists and begin beside their mark."""
    for found in list(root.iter(*_LISTS)):
        for child in list(found):
            if child.tag not in ("li", *_LISTS):
                _put_into(child, "li")
        _put_text_into_lines(found)
    for line in list(root.iter("li")):
        if not line.text_content().strip() and line.find(".//img") is None:
            line.drop_tree()  # Its mark would stand alone.
            continue
        if next(line.iterancestors()).tag not in _LISTS:
            _put_into(line, "ul")
        _open(line)
        _lift_lists(line)


def _open(line: HtmlElement) -> None:
    """Let a list's line begin with its text: its mark would stand above a paragraph."""
    first = next(iter(line), None)
    if first is not None and first.tag == "p" and not (line.text or "").strip():
        first.drop_tag()


def _lift_lists(line: HtmlElement) -> None:
    """Put a list with which a line begins before it: two marks would stand side by side."""
    while len(line) and line[0].tag in _LISTS and not (line.text or "").strip():
        inner = line[0]
        line.text, inner.tail = inner.tail, None
        line.addprevious(inner)
        if not len(line) and not (line.text or "").strip():
            line.drop_tree()
            return


def _put_into(element: HtmlElement, tag: str) -> None:
    """Put an element into a new one in its place."""
    around = element.makeelement(tag)
    element.addprevious(around)
    around.tail, element.tail = element.tail, None
    around.append(element)


def _put_text_into_lines(found: HtmlElement) -> None:
    """Make lines of the texts that stand between a list's lines."""
    if (found.text or "").strip(_COLLAPSED):
        line = found.makeelement("li")
        line.text, found.text = found.text, None
        found.insert(0, line)
    for child in list(found):
        if (child.tail or "").strip(_COLLAPSED):
            line = found.makeelement("li")
            line.text, child.tail = child.tail, None
            child.addnext(line)
