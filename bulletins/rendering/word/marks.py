"""What python-docx has no words for: links, bookmarks, fields, borders, numbers, shared marks."""

from __future__ import annotations

import re
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from bulletins.rendering.marks import HAN

#: That of links to addresses, as on the printed page.
_LINK = RGBColor(0x1F, 0x4E, 0x79)
_HAN = re.compile(HAN)
#: Marks that Chinese and Latin share: Word sets them in the Latin face unless it is told.
_SHARED = re.compile("[“”‘’—…·]")


def add_link(paragraph: Paragraph, text: str, *, url: str = "", anchor: str = "") -> Run:
    """Add a link to an address, or to a bookmark of the same file."""
    link: Any = OxmlElement("w:hyperlink")
    run = paragraph.add_run(text)
    if url:
        target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), target)
        run.font.color.rgb = _LINK
    else:
        link.set(qn("w:anchor"), anchor)
    link.append(run._r)
    paragraph._p.append(link)
    return run


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Let a paragraph be led to; names and numbers must be unique in the file."""
    start = _element("w:bookmarkStart", {"id": str(number), "name": name})
    end = _element("w:bookmarkEnd", {"id": str(number)})
    paragraph._p.insert(1, start)
    paragraph._p.append(end)


def draw_rules(style: ParagraphStyle, colour: str, **kinds: str) -> None:
    """Draw rules beside paragraphs of a style: ``bottom="single"``; the colour is #rrggbb."""
    borders = _element("w:pBdr", {})
    for side, kind in kinds.items():
        rule = {"val": kind, "sz": "8" if kind == "single" else "24", "space": "4",
                "color": colour[1:].upper()}  # fmt: skip
        borders.append(_element(f"w:{side}", rule))
    properties: Any = style.element.get_or_add_pPr()
    _add(properties, borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def break_anywhere(paragraph: Paragraph) -> None:
    """Let lines end within words of the paragraph, such as long addresses."""
    properties: Any = paragraph._p.get_or_add_pPr()
    after = ("w:autoSpaceDE", "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:rPr")
    _add(properties, _element("w:wordWrap", {"val": "0"}), *after)


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


def set_shared_marks(paragraph: Paragraph) -> None:
    """Have quotation marks, dashes and points of a Chinese paragraph set in its Chinese face."""
    if not _HAN.search(paragraph.text):
        return
    for run in paragraph._p.iter(qn("w:r")):
        words: Any = run
        if _SHARED.search(words.text):
            words.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def new_numbering(word: WordDocument, style: str) -> int:
    """Begin a list at 1 in the form of a style, and give its number in the file."""
    numbers: Any = word.part.numbering_part.element
    of_style: Any = word.styles[style].element
    number = numbers.num_having_numId(of_style.pPr.numPr.numId.val)
    begun = numbers.add_num(number.abstractNumId.val)
    begun.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(begun.numId)


def set_numbering(paragraph: Paragraph, number: int) -> None:
    """Make a paragraph an item of a list that was begun."""
    of_paragraph: Any = paragraph._p.get_or_add_pPr()
    properties = of_paragraph.get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def indent_list(word: WordDocument, style: str, left: Length, hanging: Length) -> None:
    """Set where the items of a list style stand, and how far before them their marks."""
    numbers: Any = word.part.numbering_part.element
    of_style: Any = word.styles[style].element
    number = numbers.num_having_numId(of_style.pPr.numPr.numId.val)
    [form] = numbers.xpath(f'./w:abstractNum[@w:abstractNumId="{number.abstractNumId.val}"]')
    for properties in form.iter(qn("w:pPr")):
        for tabs in properties.findall(qn("w:tabs")):
            properties.remove(tabs)
        properties.ind_left, properties.first_line_indent = left, Length(-hanging)


def keep_row_whole(row: _Row) -> None:
    """Let no page end within a row."""
    properties: Any = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit", {}))


def repeat_row(row: _Row) -> None:
    """Print a row again at the head of each page."""
    properties: Any = row._tr.get_or_add_trPr()
    properties.append(_element("w:tblHeader", {}))


def cell_margins(table: Table, margin: Length) -> None:
    """Set the space between the text of cells and the rules beside it."""
    margins = _element("w:tblCellMar", {})
    for side in ("left", "right"):
        width = {"w": str(round(margin.pt * 20)), "type": "dxa"}
        margins.append(_element(f"w:{side}", width))
    _add(table._tbl.tblPr, margins, "w:tblLook")


def _add(properties: Any, child: Any, *followers: str) -> None:  # noqa: ANN401 - lxml elements
    """Add an element where the schema wants it: before the followers that are there."""
    properties.insert_element_before(child, *followers)


def _element(name: str, attributes: dict[str, str]) -> Any:  # noqa: ANN401 - an lxml element
    element: Any = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
