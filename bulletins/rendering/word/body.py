"""A sanitised body → paragraphs, lists, tables and pictures of a Word file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from lxml.html import HtmlElement, fromstring

from bulletins.rendering.headings import is_heading
from bulletins.rendering.stored import stored_picture
from bulletins.rendering.word.marks import add_link

#: Pictures are at most as wide, and as high, as this.
_WIDEST, _HIGHEST = Mm(150), Mm(190)
_HEADINGS = {"h2": 4, "h3": 4, "h4": 4}
_LISTS = {"ul": "List Bullet", "ol": "List Number"}


@dataclass(frozen=True)
class _Words:
    """Text of one look: ``looks`` are the elements around it, ``url`` that of a link."""

    text: str
    looks: frozenset[str]
    url: str = ""


def write_body(word: WordDocument, body: str, pictures: Path) -> None:
    """Add the body at the end of a file.

    Raises:
        OSError: a picture is missing.

    """
    for element in fromstring(f"<div>{body}</div>"):
        _write(word, element, pictures)


def _write(word: WordDocument, element: HtmlElement, pictures: Path) -> None:
    tag = str(element.tag)
    if tag in _HEADINGS:
        _fill(word.add_heading("", _HEADINGS[tag]), element)
    elif tag in _LISTS:
        for item in element.iter("li"):
            _fill(word.add_paragraph(style=_LISTS[tag]), item)
    elif tag == "table":
        _table(word, element)
    elif tag == "figure" or element.find(".//img") is not None:
        _figure(word, element, pictures)
    elif tag == "blockquote":
        for part in element.findall("p") or [element]:
            _fill(word.add_paragraph(style="Body Text"), part)
    else:
        paragraph = word.add_paragraph(style="Body Text")
        _fill(paragraph, element)
        paragraph.paragraph_format.keep_with_next = is_heading(paragraph.text) or None


def _fill(paragraph: Paragraph, element: HtmlElement) -> None:
    for words in _words(element, frozenset()):
        run = (
            add_link(paragraph, words.text, url=words.url)
            if words.url
            else paragraph.add_run(words.text)
        )
        run.bold = True if "strong" in words.looks else None
        run.italic = True if "em" in words.looks else None
        run.font.subscript = True if "sub" in words.looks else None
        run.font.superscript = True if "sup" in words.looks else None


def _words(element: HtmlElement, looks: frozenset[str], url: str = "") -> Iterator[_Words]:
    """Give the text of an element in its order; white space as a browser shows it."""
    if element.text:
        yield _Words(_collapsed(element.text), looks, url)
    for child in element:
        tag = str(child.tag)
        if tag == "br":
            yield _Words("\n", looks, url)
        elif tag not in ("ul", "ol", "table", "figure"):
            yield from _words(child, looks | {tag}, child.get("href", url) if tag == "a" else url)
        if child.tail:
            yield _Words(_collapsed(child.tail), looks, url)


def _collapsed(text: str) -> str:
    """Make one blank of white space, but keep the blanks of Chinese width."""
    return " ".join(text.replace("\u3000", "\ue000").split(" ")).replace("\ue000", "\u3000")


def _table(word: WordDocument, element: HtmlElement) -> None:
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    columns = max((len(cells) for cells in rows), default=0)
    if not columns:
        return
    if (caption := element.find("caption")) is not None:
        _fill(word.add_paragraph(style="Caption"), caption)
    table = word.add_table(rows=0, cols=columns, style="Table Grid")
    for cells in rows:
        row = table.add_row().cells
        for cell, of in zip(cells, row, strict=False):
            _fill(of.paragraphs[0], cell)


def _figure(word: WordDocument, element: HtmlElement, pictures: Path) -> None:
    for image in element.iter("img"):
        paragraph = word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        paragraph.paragraph_format.keep_with_next = element.find("figcaption") is not None
        data = stored_picture(image.get("src", ""), pictures).data
        shape: Any = paragraph.add_run().add_picture(io.BytesIO(data))
        _fit(shape)
        shape._inline.docPr.set("descr", image.get("alt", "") or _caption(element))
    if (caption := element.find("figcaption")) is not None:
        _fill(word.add_paragraph(style="Caption"), caption)
    elif element.tag != "figure" and element.text_content().strip():
        _fill(word.add_paragraph(style="Body Text"), element)


def _caption(element: HtmlElement) -> str:
    caption = element.find("figcaption")
    return caption.text_content().strip() if caption is not None else ""


def _fit(shape: Any) -> None:  # noqa: ANN401 - an InlineShape
    scale = min(1, _WIDEST / shape.width, _HIGHEST / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
