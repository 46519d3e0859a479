"""A volume: the issues' own pages in one file, and all that a reader follows in it alive."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader

from bulletins.rendering.fonts import FOLDER
from bulletins.rendering.pdf import print_html, render_pdf
from bulletins.rendering.volume.front import VolumeIssue, render_front
from bulletins.rendering.volume.joining import VolumePart, item_pages, join
from tests.bulletins.rendering.samples import PARAGRAPH, TABLE, rich_document, sample_document
from tests.bulletins.rendering.structure import elements_below, untagged


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """Give two issues: their documents and files."""
    folder = tmp_path_factory.mktemp("issues")
    second = sample_document(PARAGRAPH, "<p>第二期的字：囍犇</p>" + TABLE, number=569)
    documents = [
        rich_document(folder),
        replace(second, issue_date=second.issue_date + timedelta(days=7)),
    ]
    files = []
    for document in documents:
        render_pdf(document, folder / "issue.pdf", folder)
        files.append((folder / "issue.pdf").read_bytes())
    return [
        (document, VolumePart(f"issue-{document.number:04d}", document.number_text, pdf, True))
        for document, pdf in zip(documents, files, strict=True)
    ]


@pytest.fixture(scope="module")
def front(parts):
    """Print the pages before the issues."""
    issues, page = [], 1
    for document, part in parts:
        count, pages = item_pages(part.pdf)
        topics = [["互联互通"], *[[]] * (len(document.items) - 1)]
        issues.append(VolumeIssue(part.key, document, page, pages, topics))
        page += count
    return print_html(render_front(issues))


@pytest.fixture(scope="module")
def volume(front, parts):
    return join(front, [part for _document, part in parts], FOLDER)


@pytest.fixture(scope="module")
def pdf(volume):
    with pikepdf.open(BytesIO(volume)) as pdf:
        yield pdf


def _fronts(parts, pdf) -> int:
    return len(pdf.pages) - sum(item_pages(part.pdf)[0] for _document, part in parts)


def _pictures(data: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(data) as document:
        return [bytes(page.render(scale=0.7).buffer) for page in document]


def test_pages_look_as_in_the_issues(front, parts, volume):
    alone = [picture for _document, part in parts for picture in _pictures(part.pdf)]
    assert _pictures(volume) == _pictures(front) + alone


def test_each_face_is_there_once(pdf, parts):
    fonts = {
        (str(font.BaseFont), font.objgen)
        for page in pdf.pages
        for font in page.obj.Resources.Font.values()
    }
    assert len(fonts) == len({name for name, _object in fonts})
    with pikepdf.open(BytesIO(parts[0][1].pdf)) as issue:
        assert {str(font.BaseFont) for font in issue.pages[0].obj.Resources.Font.values()} <= {
            name for name, _object in fonts
        }


def test_text_of_every_issue_is_found(volume, parts, pdf):
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(volume)).pages)
    assert "囍犇" in text
    assert "喆某、㛃某" in text.replace("\n", "")


def _character_maps(data: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts: Any = pdf.pages[-1].obj.Resources.Font
        return {str(font.BaseFont): font.ToUnicode.read_bytes() for font in fonts.values()}


def _with_binding_spaces(data: bytes) -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts: Any = pdf.pages[0].obj.Resources.Font
        for font in fonts.values():
            characters = font.ToUnicode.read_bytes()
            font.ToUnicode.write(characters.replace(b"> <0020>\n", b"> <00a0>\n"))
        pdf.save(target)
    return target.getvalue()


def test_glyph_stands_for_the_lowest_of_its_characters(front, parts):
    one = parts[0][1]
    bound = replace(one, key="issue-0567", pdf=_with_binding_spaces(one.pdf))
    orders = ([one], [bound, one], [one, bound])
    alone, before, after = (_character_maps(join(front, order, FOLDER)) for order in orders)
    assert alone != _character_maps(join(front, [bound], FOLDER))
    assert before == after == alone


def test_issues_of_another_build_keep_their_fonts(front, parts):
    (_first, one), (_second, other) = parts
    foreign = replace(other, is_of_this_build=False)
    joined = join(front, [one, foreign], FOLDER)
    assert _pictures(joined)[-1] == _pictures(other.pdf)[-1]
    with pikepdf.open(BytesIO(joined)) as pdf:
        first, last = (pdf.pages[at].obj.Resources.Font for at in (0, -1))
        shared = set(first.keys()) & set(last.keys())
        assert shared
        assert all(first[key].objgen != last[key].objgen for key in shared)


def test_contents_and_indexes_lead_to_issues_and_articles(pdf, parts, volume):
    reader = PdfReader(BytesIO(volume))
    before = _fronts(parts, pdf)
    targets = [
        str(note.Dest) for page in list(pdf.pages)[:before] for note in page.obj.Annots
    ]  # fmt: skip
    assert list(dict.fromkeys(targets)) == [
        "issue-0568", *(f"issue-0568-item-{position}" for position in (1, 2, 3)),
        "issue-0569", *(f"issue-0569-item-{position}" for position in (1, 2)),
    ]  # fmt: skip
    pages = {
        name: reader.get_destination_page_number(place) for name, place in
        reader.named_destinations.items()
    }  # fmt: skip
    assert pages["issue-0568"] == before
    assert pages["issue-0569"] == before + item_pages(parts[0][1].pdf)[0]
    assert pages["issue-0569-item-1"] == pages["issue-0569"] + 1
    assert not [note for page in pdf.pages for note in page.obj.get("/Annots", [])
                if "/A" in note and "volume.invalid" in str(note.A.URI)]  # fmt: skip


def test_contents_give_each_article_and_its_page(volume, parts, pdf):
    reader = PdfReader(BytesIO(volume))
    before = _fronts(parts, pdf)
    printed = "".join(page.extract_text() for page in reader.pages[:before])
    found = re.findall(r"(示例标题之\d)（示例网）\W*(\d+)", "".join(printed.split()))
    places = reader.named_destinations
    named = ["issue-0568-item-2", "issue-0568-item-3", "issue-0569-item-1", "issue-0569-item-2"]
    pages = [(reader.get_destination_page_number(places[name]) or 0) + 1 - before for name in named]
    titles = ["示例标题之2", "示例标题之3", "示例标题之1", "示例标题之2"]
    assert found == [(title, str(page)) for title, page in zip(titles, pages, strict=True)]


def test_links_within_an_issue_stay_within_it(pdf, parts):
    before, second = _fronts(parts, pdf), len(pdf.pages) - item_pages(parts[1][1].pdf)[0]
    for first, key in ((before, "issue-0568"), (second, "issue-0569")):
        targets = [str(note.Dest) for note in pdf.pages[first].obj.Annots if "/Dest" in note]
        assert targets
        assert all(target.startswith(f"{key}-item-") for target in targets)


def test_bookmarks_of_an_issue_hang_below_its_own(volume):
    reader = PdfReader(BytesIO(volume))
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles == ["总目录", "来源索引", "主题索引", "第五六八期", "第五六九期"]
    last: Any = reader.outline[-1]
    assert last[0].title == "本期导语"


def test_pages_are_counted_from_the_first_issue(volume, parts, pdf):
    labels = PdfReader(BytesIO(volume)).page_labels
    assert labels[0] == "i"
    assert labels[_fronts(parts, pdf)] == "1"


def test_volume_is_tagged_like_its_issues(pdf):
    assert untagged(pdf) == []
    tree: Any = pdf.Root.StructTreeRoot
    kinds = [str(element.S) for element in elements_below(tree)]
    assert kinds[0] == "/Document"
    assert kinds.count("/Document") == 1
    numbers = [int(number) for number in tree.ParentTree.Nums[::2]]
    assert numbers == sorted(set(numbers))
    notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
    assert len({int(note.StructParent) for note in notes}) == len(notes)


def test_volume_says_what_it_keeps_to(pdf):
    metadata = pdf.Root.Metadata.read_bytes()
    assert b'pdfaid:part="3"' in metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert pdf.docinfo["/Title"] == "全国卫生信息化舆情监测周报（2024 年合订本）"
    assert pdf.Root.Lang == "zh-CN"


def test_streams_end_as_pdf_a_asks(volume):
    """ISO 19005-3, 6.1.7.1: a line end before ``endstream``."""
    assert volume.count(b"endstream") == volume.count(b"\nendstream")


def test_each_issue_is_attached(pdf):
    names = [f"issue-{number}-{file}.json" for number in ("0568", "0569")
             for file in ("issue", "manifest")]  # fmt: skip
    assert sorted(pdf.attachments) == names
    assert [str(file.UF) for file in pdf.Root.AF] == names
    assert b'"number": 569' in pdf.attachments["issue-0569-issue.json"].get_file().read_bytes()


def test_join_repeats_its_bytes(front, parts, volume):
    assert join(front, [part for _document, part in parts], FOLDER) == volume


def test_volumes_of_other_issues_have_other_identifiers(front, parts, pdf):
    with pikepdf.open(BytesIO(join(front, [parts[0][1]], FOLDER))) as other:
        assert other.trailer.ID[1] != pdf.trailer.ID[1]
        assert other.trailer.ID[0] == pdf.trailer.ID[0]  # that of the pages before the issues
