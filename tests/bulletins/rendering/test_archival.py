"""One file that is PDF/A-3a and PDF/UA-1, carries its issue, and comes out the same again.

The structure is tested rule by rule after ISO 19005-3 and ISO 14289-1 in test_conformance.py;
veraPDF is run beside it by hand (docs/printing.md).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from lxml import etree

from bulletins.rendering import pdf as rendering
from bulletins.rendering.composition import manifest_of
from bulletins.rendering.document import Document
from bulletins.rendering.pdf import render_pdf
from tests.bulletins.rendering.samples import PARAGRAPH, rich_document, store_picture
from tests.bulletins.rendering.structure import elements_below, painted, untagged

EVIDENCE: dict[str, Any] = {
    "articles": [
        {"approvals": [{"by": "示例审核员", "at": "2024-03-28T08:00:00+00:00", "digest": "0" * 64}],
         "snapshots": []},
        {"approvals": [], "snapshots": []},
        {"approvals": [], "snapshots": []},
    ]
}  # fmt: skip
NESTED = (
    '<h4>只有四级</h4><p><a href="https://a.example/1"><strong>粗</strong>字</a></p><h2>二级</h2>'
    "<table><tr><th>甲</th><th>乙</th></tr><tr><th>丙</th></tr>"
    '<tr><td colspan="2" rowspan="9">丁</td></tr></table><ol><li>条<ul><li>目</li></ul></li></ol>'
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Give an issue with all that a body may hold, its file, and what printing reported."""
    folder = tmp_path_factory.mktemp("issue")
    document = rich_document(folder / "pictures")
    bare = f'<img src="{store_picture(folder / "pictures", (300, 200), "png")}">'
    first, *others = document.items
    first = replace(first, body_html=first.body_html + NESTED + bare)
    document = replace(document, items=(first, *others))
    output = folder / "issue.pdf"
    return document, output, render_pdf(document, output, folder / "pictures", evidence=EVIDENCE)


@pytest.fixture(scope="module")
def pdf(printed):
    with pikepdf.open(printed[1]) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def elements(pdf):
    """Give the elements of the structure tree in the order in which they are read."""
    return list(elements_below(pdf.Root.StructTreeRoot))


def _of(elements, name):
    return [element for element in elements if name == element.S]


def test_metadata_names_both_standards_and_describes_the_second(pdf):
    metadata = etree.fromstring(pdf.Root.Metadata.read_bytes())
    names = {
        "a": "http://www.aiim.org/pdfa/ns/id/",
        "ua": "http://www.aiim.org/pdfua/ns/id/",
        "x": "http://www.aiim.org/pdfa/ns/extension/",
        "s": "http://www.aiim.org/pdfa/ns/schema#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
    assert metadata.xpath("//@a:part", namespaces=names) == ["3"]
    assert metadata.xpath("//@a:conformance", namespaces=names) == ["A"]
    assert metadata.xpath("//ua:part/text()", namespaces=names) == ["1"]
    assert metadata.xpath("//x:schemas//s:prefix/text()", namespaces=names) == ["pdfuaid"]
    assert len(metadata.xpath("//rdf:RDF", namespaces=names)) == 1


def test_catalogue_says_language_title_and_tags(pdf, printed):
    assert pdf.Root.Lang == "zh-CN"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "全国卫生信息化舆情监测周报（第五六八期）"
        assert metadata["dc:creator"] == [printed[0].masthead.organisation]
        assert metadata["dc:description"] == printed[0].foreword
    [intent] = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert not pdf.is_encrypted
    assert "/OpenAction" not in pdf.Root
    assert "/AA" not in pdf.Root


def test_everything_painted_is_tagged_or_an_artifact(pdf):
    assert untagged(pdf) == []


def test_running_heads_are_artifacts_of_pagination(pdf):
    for page in pdf.pages:
        marks = [mark for [mark], _operands in painted(page)]
        kinds = {properties.Type for tag, properties in marks if tag == "/Artifact" and properties}
        assert kinds == {pikepdf.Name.Pagination}


def test_headings_skip_no_level_and_those_of_a_text_are_below_its_title(elements):
    levels = [int(str(element.S)[2]) for element in elements if str(element.S)[:2] == "/H"]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels[4:9] == [3, 4, 5, 4, 3]


def test_pictures_are_described(elements):
    descriptions = [str(figure.Alt) for figure in _of(elements, "/Figure")]
    assert descriptions[:2] == [
        "示例图",
        "《“让数据多跑路、患者少跑路” 一项信息互联标准体系研究助力跨省就诊信息共享》配图 2",
    ]
    assert all("/BBox" in figure.A for figure in _of(elements, "/Figure"))


def test_header_cells_have_a_scope_and_rows_are_equally_long(elements):
    tables = _of(elements, "/Table")
    scopes = [str(cell.A.Scope) for cell in _of(elements_below(tables[0]), "/TH")]
    assert scopes == ["/Column", "/Column", "/Row"]
    for table in tables:
        rows = [[cell for cell in row.K if cell.S in ("/TH", "/TD")]
                for row in _of(elements_below(table), "/TR")]  # fmt: skip
        assert len({sum(int(cell.A.get("/ColSpan", 1)) for cell in row) for row in rows}) == 1


def test_links_hold_their_annotation_and_no_element(pdf, elements):
    annotations = [note for page in pdf.pages for note in page.get("/Annots", [])]
    assert len(annotations) > 6
    for note in annotations:
        assert note.Contents
        assert note.F == 4
    links = [link for link in _of(elements, "/Link") if _objects(link)]
    assert len(links) == len(annotations)
    for link in links:
        assert not [kid for kid in elements_below(link) if kid.S != "/Link"]
    within = [str(note.Contents) for note in annotations if "/Dest" in note]
    assert list(dict.fromkeys(within)) == ["转到第 1 篇", "转到第 2 篇", "转到第 3 篇"]
    targets = {str(note.A.URI) for note in annotations if "/A" in note}
    assert "https://a.example/1" in targets


def _objects(element):
    return [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary)
            and kid.get("/Type") == "/OBJR"]  # fmt: skip


def test_fonts_are_embedded_and_told_in_unicode(pdf):
    fonts = list(pdf.pages[0].Resources.Font.values())
    assert len(fonts) >= 3
    for font in fonts:
        [descendant] = font.DescendantFonts
        assert {"/FontFile2", "/FontFile3"} & set(descendant.FontDescriptor.keys())
        assert b"beginbfchar" in font.ToUnicode.read_bytes()
        assert str(font.BaseFont)[7] == "+"


def test_pictures_are_not_interpolated(pdf):
    streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
    pictures = [stream for stream in streams if stream.get("/Subtype") == "/Image"]
    assert len(pictures) == 3
    assert not any(picture.get("/Interpolate", False) for picture in pictures)


def test_issue_and_manifest_are_attached(pdf, printed):
    document, _path, rendered = printed
    files = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}
    assert Document.from_json(json.loads(files["issue.json"])) == document
    manifest = json.loads(files["manifest.json"])
    assert manifest == rendered.manifest
    assert manifest["files"]["issue.json"] == hashlib.sha256(files["issue.json"]).hexdigest()
    [first, *_others] = manifest["articles"]
    approval = {"role": "reviewer", "at": "2024-03-28T08:00:00+00:00", "digest": "0" * 64}
    assert first == {
        "position": 1, "digest": document.items[0].digest, "approvals": [approval], "snapshots": [],
    }  # fmt: skip
    assert "示例审核员" not in files["manifest.json"].decode()
    assert manifest["engine"]["weasyprint"] == "70.0"
    assert len(manifest["fonts"]) >= 3


def test_attached_files_are_what_pdf_a_asks_for(pdf):
    specifications = list(pdf.Root.AF)
    assert [(str(file.UF), file.AFRelationship) for file in specifications] == [
        ("issue.json", "/Source"),
        ("manifest.json", "/Supplement"),
    ]
    for file in specifications:
        assert file.EF.F.Subtype == "/application/json"
        assert file.EF.F.Params.ModDate == "D:20240329000000Z"
        assert file.Desc


def test_pdf_of_another_day_and_folder_is_the_same(printed, tmp_path, monkeypatch):
    document, path, rendered = printed
    monkeypatch.setattr(rendering, "_PROGRAM", "tests.bulletins.rendering.children.later")
    output = tmp_path / "again.pdf"
    assert render_pdf(document, output, path.parent / "pictures", evidence=EVIDENCE) == rendered
    assert output.read_bytes() == path.read_bytes()


def test_preview_carries_nothing(tmp_path):
    document = replace(rich_document(tmp_path), number=None)
    rendered = render_pdf(document, tmp_path / "preview.pdf", tmp_path)
    assert rendered.manifest == {}
    with pikepdf.open(tmp_path / "preview.pdf") as pdf:
        assert not pdf.attachments


def test_manifest_changes_with_a_text(printed):
    document = printed[0]
    first, *others = document.items
    changed = replace(document, items=(replace(first, body_html=PARAGRAPH), *others))
    one, other = manifest_of(document, EVIDENCE), manifest_of(changed, EVIDENCE)
    assert one["articles"][0]["digest"] != other["articles"][0]["digest"]
    assert one["articles"][1:] == other["articles"][1:]
    assert one["files"] != other["files"]
