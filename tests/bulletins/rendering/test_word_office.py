"""The Word file after an office program has opened and written it again, beside the PDF.

Skipped where LibreOffice is not installed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.table import Table

from bulletins.importing.body import body_text
from bulletins.rendering.outputs import render_output
from bulletins.rendering.pdf import render_pdf
from bulletins.rendering.reading_back import read_back
from bulletins.workflow.back_issues import read_back_issue
from content.reading import text_of
from tests.bulletins.rendering.samples import rich_document

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Give a rich issue, its Word file as LibreOffice wrote it again, and its PDF read back."""
    folder = tmp_path_factory.mktemp("word")
    document = rich_document(folder / "pictures")
    render_pdf(document, folder / "issue.pdf", folder / "pictures")
    (folder / "issue.docx").write_bytes(render_output("docx", document, folder / "pictures"))
    _convert(folder)
    return document, folder / "again" / "issue.docx", read_back((folder / "issue.pdf").read_bytes())


def _convert(folder: Path) -> None:
    profile = (folder / "profile").as_uri()
    command = [
        str(OFFICE), f"-env:UserInstallation={profile}", "--headless",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "again"),
        str(folder / "issue.docx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=110)


def _lines(path: Path) -> Iterator[str]:
    """Give paragraphs and cells in their order; of a line of contents without its page."""
    for part in WordFile(str(path)).iter_inner_content():
        if isinstance(part, Table):
            yield from (cell.text for row in part.rows for cell in row.cells)
        else:
            yield re.sub(r"\t\d+$", "", part.text)


def _bare(text: str) -> str:
    return re.sub(r"[\s\u200b\u2060]", "", text)


def test_text_and_order_are_those_of_the_pdf(written):
    _document, path, read = written
    word = _bare("".join(_lines(path))).replace("本期导语：", "本期导语")
    assert word == _bare("".join(_without_added(read.texts)))


def _without_added(pieces: tuple[str, ...]) -> Iterator[str]:
    """Leave out leaders with their page numbers, and the marks of lists."""
    for before, piece in pairwise(("", *pieces)):
        is_page = piece.isdecimal() and before and not before.strip(".")
        if piece.strip(".…•●◦ ") and not is_page:
            yield piece


def test_links_and_pictures_are_those_of_the_pdf(written):
    _document, path, read = written
    word = WordFile(str(path))
    targets = {
        key: relation.target_ref for key, relation in word.part.rels.items()
        if relation.reltype == RELATIONSHIP_TYPE.HYPERLINK
    }  # fmt: skip
    links = [
        targets[link.get(qn("r:id"))] for link in word.element.body.iter(qn("w:hyperlink"))
        if link.get(qn("r:id"))
    ]  # fmt: skip
    assert tuple(dict.fromkeys(links)) == read.links
    assert len(list(word.element.body.iter(qn("a:blip")))) == len(read.pictures)


@pytest.mark.django_db
def test_import_gives_the_same_issue(written):
    document, path, _read = written
    reading = read_back_issue(path.read_bytes()).bulletin
    assert reading.head.number == document.number
    found = [(item.title, item.outlet, item.url) for item in reading.items]
    assert found == [(item.title, item.source_name, item.url) for item in document.items]
    for item, printed in zip(reading.items, document.items, strict=True):
        assert _bare(body_text(item.body)) == _bare(text_of(printed.body_html))
