"""Files: the same bulletin as text, Word and PDF gives the same."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletins.importing.body import body_html, body_text
from bulletins.importing.bulletin import NotABulletinError, ReadBulletin, read_bulletin
from bulletins.importing.files import read_file
from bulletins.importing.lines import Line, UnreadableFileError
from bulletins.rendering.document import Document, DocumentItem, Masthead
from bulletins.workflow.publication import render_document
from tests.bulletins.importing.samples import data_of, picture, read, word_file


def told(bulletin: ReadBulletin) -> list[tuple[object, ...]]:
    """What a bulletin says, without how its file is made."""
    head = bulletin.head
    items = [
        (item.title, item.outlet, item.url, item.url_lines, item.date and item.date.day,
         item.inner_title, body_text(item.body))
        for item in bulletin.items
    ]  # fmt: skip
    return [
        (head.title, head.number, head.organisation, head.date and head.date.day, head.count),
        (head.start and head.start.day, head.end and head.end.day, head.topic, head.scope),
        tuple((entry.title, entry.outlet) for entry in bulletin.contents),
        *items,
    ]


def test_word_file_says_the_same_as_the_text():
    data = data_of("clean.txt")
    assert told(read(word_file(data.decode()))) == told(read(data))


def test_word_file_keeps_its_pictures():
    lines = read_file(word_file("第一行", with_picture=True))
    assert [picture.data for line in lines for picture in line.pictures] == [picture()]


def test_pdf_says_the_same_as_the_text(tmp_path, settings):
    settings.PICTURES_DIR = tmp_path
    bulletin = read(data_of("clean.txt"))
    render_document(_document(bulletin), tmp_path / "issue.pdf")
    assert told(read((tmp_path / "issue.pdf").read_bytes())) == told(bulletin)


def _document(bulletin: ReadBulletin) -> Document:
    head = bulletin.head
    return Document(
        Masthead(head.title, head.organisation, head.topic, head.scope, "来源"),
        head.number, date(2026, 3, 27), date(2026, 3, 21), date(2026, 3, 27),
        tuple(
            DocumentItem(
                at, item.title, item.outlet, item.url, item.date.day if item.date else None,
                body_html(item.body, lambda _picture: ""),
            )
            for at, item in enumerate(bulletin.items, start=1)
        ),
        head.foreword,
    )  # fmt: skip


def test_body_is_escaped():
    lines = [Line("<script>x</script>"), Line("一", is_bullet=True), Line("小标题", heading=3)]
    assert body_html(lines, lambda _picture: "") == (
        "<p>&lt;script&gt;x&lt;/script&gt;</p><ul><li>一</li></ul><h3>小标题</h3>"
    )


def test_packed_bomb_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * (201 * 1024 * 1024))
    with pytest.raises(UnreadableFileError):
        read_file(target.getvalue())


@pytest.mark.parametrize("data", [b"%PDF-1.7 broken", b"PK\x03\x04 broken", b"\xff\x00\xd8\x00"])
def test_broken_file_is_refused(data):
    with pytest.raises(UnreadableFileError):
        read_file(data)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_read_or_refused(data):
    for start in (b"", b"%PDF-1.4\n", b"PK\x03\x04", data_of("clean.txt")):
        with suppress(UnreadableFileError, NotABulletinError):
            read_bulletin(read_file(start + data))
