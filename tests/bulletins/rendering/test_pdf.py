import hashlib
import re
import subprocess
import sys
import time
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from bulletins.rendering import pdf as rendering
from bulletins.rendering.look import Look
from bulletins.rendering.pdf import RenderedPdf, RenderingError, render_pdf
from bulletins.rendering.reading_back import read_back
from bulletins.rendering.stored import printed_picture
from bulletins.rendering.writing import DateForm
from tests.bulletins.rendering.samples import (
    LONG_URL,
    MASTHEAD,
    PARAGRAPH,
    rich_document,
    sample_document,
    store_picture,
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Give the sample issue, its PDF file and what the printing reported."""
    folder = tmp_path_factory.mktemp("issue")
    document = rich_document(folder / "pictures")
    rendered = render_pdf(document, folder / "issue.pdf", folder / "pictures")
    return document, folder / "issue.pdf", rendered


@pytest.fixture(scope="module")
def reader(printed):
    with PdfReader(printed[1]) as reader:
        yield reader


def _text(reader, first=0, last=None):
    """Give the text of the pages without the blanks and breaks of the layout."""
    return "".join(
        re.sub(r"\s", "", page.extract_text()) for page in list(reader.pages)[first:last]
    )


def test_render_pdf_reports_what_it_wrote(printed, reader):
    content = printed[1].read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    assert printed[2] == RenderedPdf(digest, len(reader.pages), len(content), printed[2].manifest)
    assert sorted(path.name for path in printed[1].parent.iterdir()) == ["issue.pdf", "pictures"]


def test_pdf_opens_with_masthead_foreword_and_contents(reader):
    text = _text(reader, last=1)
    order = [
        "全国卫生信息化舆情监测周报",
        "（第五六八期）",
        "示例市卫生健康大数据中心",
        "2024年3月29日",
        "本期导语",
        "本期周报共收集3篇",
        "一、信息目录",
        "示例标题之2（示例网）",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_pdf_gives_each_item_in_order(printed, reader):
    text = _text(reader, first=1)
    places = []
    for item in printed[0].items:
        title = item.title.replace(" ", "")
        head = f"{item.position}.标题：{title}来源：示例网链接：{item.url}主要内容：{title}"
        places.append(text.index(head + f"{DateForm.DASHED.write(item.published_on)}来源：示例网"))
    assert places == sorted(places)
    assert "区机构数城南区23" in text


def test_contents_show_the_pages_on_which_items_begin(reader):
    bookmarks = reader.outline[3]
    pages = [reader.get_destination_page_number(bookmark) + 1 for bookmark in bookmarks]
    printed = re.findall(r"\.{3,}(\d)", _text(reader, last=1))
    assert [int(number) for number in printed] == pages
    for bookmark, page in zip(bookmarks, pages, strict=True):
        head = f"{bookmark.title.split('.')[0]}.标题："
        assert head in _text(reader, page - 1, page)


def test_pdf_has_bookmarks(printed, reader):
    assert [entry.title for entry in reader.outline[:3]] == [
        "本期导语",
        "一、信息目录",
        "二、具体内容",
    ]
    titles = [f"{item.position}. {item.title}" for item in printed[0].items]
    assert [entry.title for entry in reader.outline[3]] == titles
    assert len(reader.outline) == 4


def test_pdf_links_hold_whole_addresses(reader):
    links = [
        annotation["/A"]["/URI"]
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if "/A" in annotation
    ]
    assert links.count(LONG_URL) >= 2  # one for each line it takes
    assert "https://news.example.com/2.html" in links


def test_contents_lead_to_the_items(reader):
    targets = [annotation["/Dest"] for annotation in reader.pages[0]["/Annots"]]
    assert set(targets) == {"item-1", "item-2", "item-3"}


def test_pdf_embeds_subsets_of_named_fonts_only(reader):
    fonts = list(reader.pages[0]["/Resources"]["/Font"].values())  # one dictionary for all pages
    names = {font["/BaseFont"] for font in fonts}
    assert {re.sub(r"^/[A-Z]{6}\+", "", name) for name in names} == {
        "Bulletin-Fang",
        "Bulletin-Kai",
        "Bulletin-Song",
        "Bulletin-Song-Bold",
        "Bulletin-Hei",
        "Bulletin-Rare",
    }
    for font in fonts:
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


def test_pdf_says_what_it_is(printed, reader):
    metadata = reader.metadata
    assert metadata.title == "全国卫生信息化舆情监测周报（第五六八期）"
    assert metadata.author == MASTHEAD.organisation
    assert metadata.subject == printed[0].foreword
    assert metadata.creation_date_raw == "D:20240329"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert "pdfaid" in reader.trailer["/Root"]["/Metadata"].get_data().decode()


def test_pages_are_numbered_on_the_outer_side(reader):
    for number, page in enumerate(reader.pages, start=1):
        [x] = _starts(page, "—")
        assert x > 300 if number % 2 else x < 300


def _starts(page, text):
    found = []

    def visit(content, _matrix, text_matrix, _font, _size):
        if content.startswith(text):
            found.append(text_matrix[4])

    page.extract_text(visitor_text=visit)
    return found[:1]


def test_render_pdf_repeats_its_bytes(printed, tmp_path, caplog):
    document, path, first = printed
    again = render_pdf(document, tmp_path / "again.pdf", path.parent / "pictures")
    assert again == first
    assert caplog.text == ""


def test_character_without_a_glyph_is_spelled_out(tmp_path, caplog):
    document = sample_document("<p>样例正文\U000e1234。</p>")
    strange = replace(document.items[0], title="样例\U0001f9ff标题")
    document = replace(
        document, items=(strange,), masthead=replace(MASTHEAD, organisation="示😀例")
    )
    render_pdf(document, tmp_path / "issue.pdf", tmp_path)
    assert caplog.messages == []
    with PdfReader(tmp_path / "issue.pdf") as reader:
        text = _text(reader)
        assert text.count("样例〔U+1F9FF〕标题") == 3
        assert "示〔U+1F600〕例" in text
        assert "样例正文〔U+E1234〕。" in text
        articles: Any = reader.outline[3]
        assert articles[0].title == "1. 样例\U0001f9ff标题"


def test_qr_codes_are_no_part_of_the_text(tmp_path):
    document = replace(sample_document(PARAGRAPH), look=Look(qr_codes=True))
    render_pdf(document, tmp_path / "issue.pdf", tmp_path)  # refuses a text that is not the issue's
    with PdfReader(tmp_path / "issue.pdf") as reader:
        assert "二维码" not in reader.pages[1].extract_text()


@pytest.mark.parametrize("columns", [8, 9, 12])
def test_figures_in_wide_tables_stay_whole(columns, tmp_path):
    row = "".join(
        f"<td>{'城南区卫生健康局' if column % 4 == 0 else 12300 + column}</td>"
        for column in range(columns)
    )
    render_pdf(sample_document(f"<table><tr>{row}</tr></table>"), tmp_path / "wide.pdf", tmp_path)
    pieces = read_back((tmp_path / "wide.pdf").read_bytes()).texts
    figures = [str(12300 + column) for column in range(columns) if column % 4]
    assert [piece.strip() for piece in pieces if piece.startswith("123")] == figures


def test_preview_is_marked_on_every_page(tmp_path):
    document = sample_document(PARAGRAPH * 2, number=None)
    render_pdf(document, tmp_path / "preview.pdf", tmp_path)
    with PdfReader(tmp_path / "preview.pdf") as reader:
        assert ["预览" in page.extract_text() for page in reader.pages] == [True, True]


def test_render_pdf_refuses_a_picture_that_is_not_stored(tmp_path):
    missing = "/pictures/" + "0" * 64 + ".png"
    with pytest.raises(RenderingError, match=r"0{64}"):
        render_pdf(sample_document(f'<img src="{missing}">'), tmp_path / "issue.pdf", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_large_picture_is_printed_at_print_size(tmp_path):
    src = store_picture(tmp_path / "pictures", (1600, 1000), "jpg")
    document = sample_document(f'<figure><img src="{src}" alt="图"></figure>')
    first, again = (
        render_pdf(document, tmp_path / name, tmp_path / "pictures") for name in ("a.pdf", "b.pdf")
    )
    assert again == first
    with PdfReader(tmp_path / "a.pdf") as reader:
        [picture] = reader.pages[1].images
        assert picture.image
        assert picture.image.size == (1300, 813)
    data = printed_picture(src, tmp_path / "pictures").data
    assert first.manifest["pictures"] == {src: hashlib.sha256(data).hexdigest()}


def test_render_pdf_fails_where_pictures_cannot_be_kept(tmp_path, caplog):
    src = store_picture(tmp_path / "pictures", (1600, 1000), "jpg")
    (tmp_path / "pictures" / "print").write_bytes(b"no folder")
    with pytest.raises(RenderingError):
        render_pdf(
            sample_document(f'<p><img src="{src}"></p>'), tmp_path / "issue.pdf",
            tmp_path / "pictures",
        )  # fmt: skip
    assert "print size" in caplog.text


def test_render_pdf_gives_up_in_time(tmp_path):
    started = time.monotonic()
    with pytest.raises(RenderingError, match="1"):
        render_pdf(sample_document(PARAGRAPH * 2000), tmp_path / "issue.pdf", tmp_path, timeout=1)
    assert time.monotonic() - started < 5
    assert list(tmp_path.iterdir()) == []


def test_render_pdf_keeps_the_old_file_when_it_fails(tmp_path):
    output = tmp_path / "issue.pdf"
    output.write_bytes(b"old")
    with pytest.raises(RenderingError):
        render_pdf(sample_document(PARAGRAPH), output, tmp_path, timeout=0.01)
    assert output.read_bytes() == b"old"


def test_no_half_file_appears_when_the_parent_is_killed(tmp_path):
    """The parent alone writes, and names the file only when it is whole."""
    script = (
        "import django; django.setup()\n"
        "from pathlib import Path\n"
        "from bulletins.rendering.pdf import render_pdf\n"
        "from tests.bulletins.rendering.samples import PARAGRAPH, sample_document\n"
        f"folder = Path({str(tmp_path)!r})\n"
        "print('printing', flush=True)\n"
        "render_pdf(sample_document(PARAGRAPH * 200), folder / 'issue.pdf', folder)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"printing\n"
        time.sleep(0.5)
        parent.kill()
    assert list(tmp_path.iterdir()) == []


def test_render_pdf_reports_a_crash(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(rendering, "_PROGRAM", "bulletins.rendering.missing")
    with pytest.raises(RenderingError):
        render_pdf(sample_document(PARAGRAPH), tmp_path / "issue.pdf", tmp_path)
    assert "No module named" in caplog.text
    assert list(tmp_path.iterdir()) == []
