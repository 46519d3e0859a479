"""A body as pages show it → paragraphs, lists, tables and pictures of a Word file."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.html import HtmlElement, fromstring

from bulletins.rendering.headings import is_heading
from bulletins.rendering.pieces import Words, parts
from bulletins.rendering.stored import stored_picture
from bulletins.rendering.word.marks import (
    cell_margins,
    keep_row_whole,
    new_numbering,
    repeat_row,
    set_numbering,
)
from bulletins.rendering.word.styles import text_width
from bulletins.rendering.word.table import Grid
from bulletins.rendering.word.words import write_words

#: Pictures are as high as this at most, as on the printed page.
_HIGHEST = Mm(117)
_HEADINGS = {"h4": "Heading 4", "h5": "Heading 5", "h6": "Heading 6"}
_LISTS = {"ul": "List Bullet", "ol": "List Number"}
_DEEPEST = 3
#: Points that what stands in a cell is taken to have, however many stand beside it.
_NARROWEST = 8
#: Rows of more cells than this are set smaller.
_MOST_COLUMNS = 12


@dataclass(frozen=True)
class _Place:
    """Where blocks go: into the file or a cell, of what width, and in which styles, one by one."""

    word: WordDocument
    inside: WordDocument | _Cell
    width: Length
    pictures: Path
    #: What the file calls its styles: to look a name up takes longer than to write a paragraph.
    ids: Mapping[str, str]
    styles: Iterator[str]
    depth: int = 0
    #: Of the list that is being written.
    numbering: int = 0


def write_body(word: WordDocument, body: str, pictures: Path) -> None:
    """Add a body, fit for readers (``readable_body``), at the end of a file.

    Raises:
        OSError: a picture is missing.

    """
    ids = {str(style.name): style.style_id for style in word.styles}
    place = _Place(word, word, text_width(word), pictures, ids, repeat("Body Text"))
    _flow(place, fromstring(f"<div>{body}</div>"))


def _write(place: _Place, element: HtmlElement) -> None:
    tag = str(element.tag)
    if tag in _HEADINGS:
        _flow(replace(place, styles=repeat(_HEADINGS[tag])), element)
    elif tag in _LISTS:
        _list(place, element)
    elif tag == "table":
        _table(place, element)
    elif tag == "img":
        _picture(place, element)
    elif tag in ("figcaption", "caption"):
        _flow(replace(place, styles=repeat("Caption")), element)
    elif tag == "blockquote":
        _flow(replace(place, styles=repeat("Quote")), element)
    else:
        _flow(place, element)


def _flow(place: _Place, element: HtmlElement) -> None:
    """Write an element in which text, blocks and pictures may stand side by side."""
    for part in parts(element):
        if isinstance(part, list):
            _paragraph(place, part)
        else:
            _write(place, part)


def _add(place: _Place, style: str) -> Paragraph:
    paragraph = place.inside.add_paragraph()
    paragraph._p.style = place.ids[style]
    return paragraph


def _paragraph(place: _Place, words: list[Words]) -> None:
    style = next(place.styles)
    paragraph = _add(place, style)
    write_words(paragraph, words)
    if style == "Body Text" and is_heading(paragraph.text):
        paragraph.paragraph_format.keep_with_next = True
    if style.startswith("List Number"):
        set_numbering(paragraph, place.numbering)


def _list(place: _Place, element: HtmlElement) -> None:
    """Write a list; the paragraphs of an item behind its first have no mark.

    In a cell, where there is no room for marks, its items are lines.
    """
    if isinstance(place.inside, _Cell):
        _flow(place, element)
        return
    depth = min(place.depth + 1, _DEEPEST)
    suffix = f" {depth}" if depth > 1 else ""
    marked, further = f"{_LISTS[str(element.tag)]}{suffix}", f"List Continue{suffix}"
    numbering = new_numbering(place.word, marked) if element.tag == "ol" else 0
    inner = replace(place, depth=depth, numbering=numbering)
    for part in parts(element):
        item = replace(inner, styles=chain([marked], repeat(further)))
        if isinstance(part, list):
            _paragraph(item, part)
        else:
            _write(item, part)


def _table(place: _Place, element: HtmlElement) -> None:
    grid = Grid.of(element)
    if not grid.columns:
        return
    if (caption := element.find("caption")) is not None:
        _flow(replace(place, styles=repeat("Table Caption")), caption)
    size = " Small" if grid.columns > _MOST_COLUMNS else ""
    points: Any = place.word.styles[f"Table Text{size}"].font.size.pt
    widths = [Pt(ems * points) for ems in grid.widths(place.width.pt / points)]
    margin = Pt(1.5 if size else 5)
    table = _empty_table(place, grid, widths)
    cell_margins(table, margin)
    rows = [row.cells for row in table.rows]
    for at, row in enumerate(table.rows):
        keep_row_whole(row)
        if at < grid.head:
            repeat_row(row)
    for found in grid.places:
        last = rows[found.below - 1][found.right - 1]
        cell = rows[found.row][found.column]
        cell = cell if last is cell else cell.merge(last)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        room = sum(each.pt for each in widths[found.column : found.right]) - 2 * margin.pt
        width = Pt(max(room, _NARROWEST))
        style = "Table Head" if found.cell.tag == "th" else "Table Text"
        _cell(replace(place, inside=cell, width=width), found.cell, f"{style}{size}")
    _add(place, "Table End")


def _empty_table(place: _Place, grid: Grid, widths: list[Pt]) -> Table:
    inside: Any = place.inside
    table: Table = inside.add_table(rows=grid.rows, cols=grid.columns)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def _cell(place: _Place, element: HtmlElement, style: str) -> None:
    """Fill a cell, which comes with a paragraph of its own, and must end with one."""
    cell: Any = place.inside
    first = cell.paragraphs[0]
    _flow(replace(place, styles=repeat(style)), element)
    if len(cell.paragraphs) > 1:
        first._p.getparent().remove(first._p)
    else:
        first._p.style = place.ids[style]


def _picture(place: _Place, image: HtmlElement) -> None:
    paragraph = _add(place, "Picture")
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    figure = next(image.iterancestors("figure"), None)
    if figure is not None and figure.find(".//figcaption") is not None:
        paragraph.paragraph_format.keep_with_next = True
    data = stored_picture(image.get("src", ""), place.pictures).data
    shape: Any = paragraph.add_run().add_picture(io.BytesIO(data))
    scale = min(1, place.width / shape.width, _HIGHEST / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape._inline.docPr.set("descr", image.get("alt", ""))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # Some programs take 3 mm where nothing is said.
