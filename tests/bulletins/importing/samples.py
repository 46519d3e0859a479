"""Bulletins made for the tests. All of their news is invented."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from docx import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from bulletins.importing.bulletin import ReadBulletin, read_bulletin
from bulletins.importing.files import read_file

FOLDER = Path(__file__).parents[2] / "data" / "back_issues"


def data_of(name: str) -> bytes:
    """The bytes of a sample: clean.txt or faulty.md."""
    return (FOLDER / name).read_bytes()


def read(data: bytes) -> ReadBulletin:
    return read_bulletin(read_file(data))


def word_file(text: str, *, with_picture: bool = False) -> bytes:
    """The lines of a text as a Word file, its addresses as hyperlinks."""
    document = WordDocument()
    for line in text.splitlines():
        paragraph = document.add_paragraph()
        if line.startswith("http"):
            _hyperlink(paragraph, line)
        else:
            paragraph.add_run(line)
    if with_picture:
        document.add_picture(io.BytesIO(picture()))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (200, 100), "navy").save(target, "PNG")
    return target.getvalue()


def _hyperlink(paragraph: Any, url: str) -> None:
    relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link, run, text = (OxmlElement(name) for name in ("w:hyperlink", "w:r", "w:t"))
    link.set(qn("r:id"), relation)
    text.text = url
    run.append(text)
    link.append(run)
    paragraph._p.append(link)
