"""What python-docx has no words for: links, bookmarks, fields."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def add_link(paragraph: Paragraph, text: str, *, url: str = "", anchor: str = "") -> Run:
    """Add a link to an address, or to a bookmark of the same file."""
    link: Any = OxmlElement("w:hyperlink")
    if url:
        target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), target)
    else:
        link.set(qn("w:anchor"), anchor)
    run = paragraph.add_run(text)
    link.append(run._r)
    paragraph._p.append(link)
    return run


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Let a paragraph be led to; names and numbers must be unique in the file."""
    start = _element("w:bookmarkStart", {"id": str(number), "name": name})
    end = _element("w:bookmarkEnd", {"id": str(number)})
    paragraph._p.insert(1, start)
    paragraph._p.append(end)


def draw_rule(paragraph: Paragraph, colour: str) -> None:
    """Draw a rule below a paragraph that has no formatting of its own; the colour is #rrggbb."""
    borders = _element("w:pBdr", {})
    rule = {"val": "single", "sz": "18", "space": "4", "color": colour[1:].upper()}
    borders.append(_element("w:bottom", rule))
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.append(borders)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field that the reader's program computes when it opens the file."""
    text = _element("w:instrText", {})
    text.text = f" {instruction} "
    text.set(qn("xml:space"), "preserve")
    shown = _element("w:t", {})
    shown.text = "1"
    run: Any = paragraph.add_run()._r
    for part in (
        _element("w:fldChar", {"fldCharType": "begin", "dirty": "true"}),
        text,
        _element("w:fldChar", {"fldCharType": "separate"}),
        shown,
        _element("w:fldChar", {"fldCharType": "end"}),
    ):
        run.append(part)


def _element(name: str, attributes: dict[str, str]) -> Any:  # noqa: ANN401 - an lxml element
    element: Any = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
