"""The issue inside a PDF: taken whole, and refused when anything about it is not ours."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from bulletins.importing.attached import (
    MOST_BYTES,
    AttachedIssue,
    ForgedIssueError,
    attached_issue,
)
from bulletins.importing.dates import PrintedDate
from bulletins.importing.document import as_bulletin
from bulletins.rendering.composition import manifest_of
from bulletins.rendering.document import Document
from bulletins.rendering.manifest import issue_json, manifest_json
from bulletins.rendering.pdf import render_pdf
from content.sanitising import clean_article_body
from tests.bulletins.rendering.samples import PARAGRAPH, rich_document, sample_document

Change = Callable[[dict[str, Any]], None]


def _taken(pdf: bytes) -> AttachedIssue:
    found = attached_issue(pdf)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Give a rich issue whose bodies are as stored ones are, and its PDF."""
    folder = tmp_path_factory.mktemp("issue")
    rich = rich_document(folder / "pictures")
    items = tuple(
        replace(item, body_html=clean_article_body(item.body_html)) for item in rich.items
    )
    document = replace(rich, items=items)
    render_pdf(document, folder / "issue.pdf", folder / "pictures")
    return document, (folder / "issue.pdf").read_bytes()


@pytest.fixture
def carrying():
    """Make a PDF of one empty page that carries files of these names."""

    def make(files: dict[str, bytes]) -> bytes:
        target = BytesIO()
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            for name, data in files.items():
                pdf.attachments[name] = data
            pdf.save(target, compress_streams=True)
        return target.getvalue()

    return make


def _files(document: Document, change: Change = lambda _plain: None) -> dict[str, bytes]:
    """Give the two files with a change to the issue, of which the manifest knows."""
    plain = json.loads(issue_json(document))
    change(plain)
    content = json.dumps(plain).encode()
    manifest = manifest_of(document, {})
    manifest["files"]["issue.json"] = hashlib.sha256(content).hexdigest()
    return {"issue.json": content, "manifest.json": manifest_json(manifest)}


def test_the_issue_comes_out_as_it_was_printed(printed):
    document, pdf = printed
    assert _taken(pdf).document == document


def test_pictures_come_with_it(printed):
    document, pdf = printed
    found = _taken(pdf)
    named = "".join(item.body_html for item in document.items)
    assert len(found.pictures) == 2
    [jpeg] = [picture for picture in found.pictures if picture.data.startswith(b"\xff\xd8")]
    assert f"/pictures/{jpeg.name}.jpg" in named


def test_it_tells_what_was_printed_for_each_picture(printed):
    """The photograph is small enough; the other one was scaled down."""
    found = _taken(printed[1])
    as_stored = {name for src, name in found.printed.items() if name in src}
    assert len(found.printed) == 2
    assert len(as_stored) == 1
    assert as_stored <= {picture.name for picture in found.pictures}


@pytest.mark.parametrize("pictures", [["a"], {"a": 1}, {"a": None}, 7, "a"])
def test_a_manifest_with_other_pictures_is_refused(carrying, pictures):
    files = _files(sample_document(PARAGRAPH))
    manifest = json.loads(files["manifest.json"]) | {"pictures": pictures}
    with pytest.raises(ForgedIssueError):
        attached_issue(carrying(files | {"manifest.json": manifest_json(manifest)}))


def test_as_bulletin_gives_what_is_looked_at(printed):
    document = printed[0]
    bulletin = as_bulletin(document)
    assert bulletin.head.number == 568
    assert bulletin.head.date == PrintedDate("2024-3-29", document.issue_date)
    assert [item.title for item in bulletin.items] == [item.title for item in document.items]
    second = bulletin.items[1]
    assert [line.text for line in second.body if line.is_bullet] == ["统一标识", "分级授权"]


@pytest.mark.parametrize("files", [{}, {"issue.json": b"{}"}, {"other.json": b"{}"}])
def test_a_pdf_without_both_files_is_none_of_ours(carrying, files):
    assert attached_issue(carrying(files)) is None


def test_what_is_no_pdf_is_none_of_ours():
    assert attached_issue(b"%PDF-1.7 nothing") is None


def test_files_that_agree_are_taken(carrying):
    document = sample_document(clean_article_body(PARAGRAPH))
    assert _taken(carrying(_files(document))).document == document


def _set(path: tuple[str | int, ...], value: object) -> Change:
    def change(plain: dict[str, Any]) -> None:
        *way, last = path
        place: Any = plain
        for step in way:
            place = place[step]
        place[last] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set(("items", 0, "title"), "改过的标题"),
        _set(("items", 0, "body_html"), "<p>改</p>"),
        _set(("items", 0, "title"), {"a": 1}),
        _set(("items", 0, "url"), 7),
        _set(("items", 0, "published_on"), "yesterday"),
        _set(("items",), []),
        _set(("items",), "none"),
        _set(("number",), "568"),
        _set(("number",), None),
        _set(("masthead", "title"), ["周报"]),
        _set(("masthead", "extra"), ""),
        _set(("printed_foreword",), {}),
        _set(("issue_date",), 5),
    ],
)
def test_an_issue_that_is_not_the_manifests_is_refused(carrying, change):
    with pytest.raises(ForgedIssueError):
        attached_issue(carrying(_files(sample_document(PARAGRAPH), change)))


@pytest.mark.parametrize(
    "files",
    [
        {"issue.json": b"not JSON"},
        {"issue.json": b"[" * 200_000},
        {"issue.json": b"[]"},
        {"manifest.json": b"{}"},
        {"manifest.json": b"null"},
        {"issue.json": b" " * (MOST_BYTES + 1)},
        {"manifest.json": b" " * (40 * MOST_BYTES)},
    ],
    ids=["no-json", "deep", "no-object", "empty-manifest", "null-manifest", "large", "bomb"],
)
def test_broken_and_huge_files_are_refused(carrying, files):
    ours = _files(sample_document(PARAGRAPH))
    with pytest.raises(ForgedIssueError):
        attached_issue(carrying(ours | files))


def test_a_file_packed_twice_is_refused(carrying):
    """A small stream may unpack to a large one, and that again."""
    ours = _files(sample_document(PARAGRAPH))
    with pikepdf.open(BytesIO(carrying(ours))) as pdf:
        twice = pikepdf.Stream(pdf, zlib.compress(zlib.compress(ours["issue.json"])))
        twice.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        pdf.attachments["issue.json"].obj.EF.F = pdf.make_indirect(twice)
        target = BytesIO()
        pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    with pytest.raises(ForgedIssueError):
        attached_issue(target.getvalue())


def test_hostile_text_that_the_manifest_vouches_for_is_made_safe(carrying):
    body = '<p onclick="x()">甲<script>alert(1)</script><img src="http://10.0.0.1/a.png"></p>'
    document = sample_document(body)
    assert _taken(carrying(_files(document))).document.items[0].body_html == "<p>甲</p>"


def test_a_picture_that_unpacks_to_more_than_it_says_is_refused(carrying):
    ours = _files(sample_document(PARAGRAPH))
    with pikepdf.open(BytesIO(carrying(ours))) as pdf:
        picture = pikepdf.Stream(pdf, zlib.compress(bytes(50_000_000)))
        picture.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=2, Height=2,
            ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
            Filter=pikepdf.Name.FlateDecode,
        )  # fmt: skip
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(picture))
        )
        target = BytesIO()
        pdf.save(target)
    with pytest.raises(ForgedIssueError):
        attached_issue(target.getvalue())
