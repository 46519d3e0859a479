"""Word files (.docx) → lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph

from bulletins.importing.archive import refuse_bomb
from bulletins.importing.lines import FilePicture, Line, UnreadableFileError, with_gaps


def read_word(data: bytes) -> list[Line]:
    """Give the paragraphs and table rows of a Word file, with links and pictures.

    Raises:
        UnreadableFileError: not a Word file, or one that unpacks to more than is sensible.

    """
    refuse_bomb(data)
    try:
        document = Document(io.BytesIO(data))
    # A broken package fails in as many ways as it has parts.
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError, SyntaxError) as error:
        raise UnreadableFileError from error
    return with_gaps(_lines(document))


def _lines(document: WordDocument) -> Iterator[Line]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield Line("　".join(cell.text.strip() for cell in row.cells))
        else:
            yield from _paragraph(block, document)


def _paragraph(paragraph: Paragraph, document: WordDocument) -> Iterator[Line]:
    """Give the lines of a paragraph, which line breaks may divide."""
    links = tuple(
        part.address for part in paragraph.iter_inner_content()
        if isinstance(part, Hyperlink) and part.address
    )  # fmt: skip
    texts = paragraph.text.split("\n")
    for text in texts[:-1]:
        yield Line(text, heading=_depth(paragraph), links=links)
    yield Line(
        texts[-1],
        heading=_depth(paragraph),
        is_bullet=paragraph.style is not None and (paragraph.style.name or "").startswith("List"),
        links=links,
        pictures=tuple(_pictures(paragraph, document)),
    )


def _depth(paragraph: Paragraph) -> int:
    name = (paragraph.style.name or "") if paragraph.style else ""
    return int(name[-1]) if name.startswith("Heading ") and name[-1].isdecimal() else 0


def _pictures(paragraph: Paragraph, document: WordDocument) -> Iterator[FilePicture]:
    for blip in paragraph._p.iter(qn("a:blip")):
        part = document.part.related_parts.get(blip.get(qn("r:embed"), ""))
        if part is not None:
            yield FilePicture(str(part.partname), part.blob)
