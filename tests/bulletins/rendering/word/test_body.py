"""Bodies in Word: nothing lost, glued, or in another place than on the printed page."""

from __future__ import annotations

import re

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from tests.bulletins.rendering.samples import store_picture


def _after_origin(word):
    """Give style and text of the paragraphs of the first article."""
    lines = [(part.style.name, part.text) for part in word.paragraphs]
    start = next(at for at, (style, _text) in enumerate(lines) if style == "Origin")
    return lines[start + 1 :]


def _numbering(paragraph):
    properties = paragraph._p.pPr.numPr
    return properties.numId.val if properties is not None else None


def test_each_numbered_list_begins_at_one(opened):
    word = opened("<ol><li>甲</li><li>乙</li></ol><p>其间。</p><ol><li>丙</li></ol>")
    first, second, other = (
        _numbering(part) for part in word.paragraphs if part.style.name == "List Number"
    )
    assert first == second != other
    numbers = word.part.numbering_part.element
    for number in (first, other):
        override = numbers.num_having_numId(number).lvlOverride_lst[0]
        assert override.startOverride.val == 1


def test_lists_in_lists_stand_deeper_and_items_keep_their_paragraphs(opened):
    word = opened("<ol><li>甲<ul><li>乙</li></ul></li><li><p>丙。</p><p>丁。</p></li></ol>")
    assert _after_origin(word) == [
        ("List Number", "甲"), ("List Bullet 2", "乙"), ("List Number", "丙。"),
        ("List Continue", "丁。"),
    ]  # fmt: skip


def test_quotes_keep_their_lists(opened):
    word = opened("<blockquote><p>引文。</p><ul><li>引文之列</li></ul></blockquote>")
    assert _after_origin(word) == [("Quote", "引文。"), ("List Bullet", "引文之列")]


def test_line_feeds_of_the_html_are_no_line_breaks(opened):
    word = opened("<p>一段\n文字，<strong>要点</strong>在此。</p>")
    assert _after_origin(word) == [("Body Text", "一段 文字，要点在此。")]


def test_pictures_stand_where_they_are_in_the_text(opened, tmp_path):
    src = store_picture(tmp_path, (1800, 700), "jpg")
    word = opened(f'<p>之前<img src="{src}">之后</p><ul><li>一项<img src="{src}"></li></ul>')
    assert _after_origin(word) == [
        ("Body Text", "之前"), ("Picture", ""), ("Body Text", "之后"),
        ("List Bullet", "一项"), ("Picture", ""),
    ]  # fmt: skip
    page = word.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    assert all(shape.width <= room for shape in word.inline_shapes)
    assert all(shape._inline.get("distL") == "0" for shape in word.inline_shapes)
    assert word.inline_shapes[0]._inline.docPr.get("descr") == "《示例标题之1》配图 1"


def test_cells_that_span_others_are_merged_and_keep_their_paragraphs(opened):
    word = opened(
        '<table><tr><th rowspan="2">区</th><th colspan="2">机构</th></tr>'
        "<tr><th>数</th><th>占比</th></tr>"
        "<tr><td>城南区</td><td><p>一。</p><p>二。</p></td><td><ul><li>甲</li></ul></td></tr></table>"
    )
    [table] = word.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [["区", "机构", "机构"], ["区", "数", "占比"], ["城南区", "一。\n二。", "甲"]]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 1).paragraphs[0].style.name == "Table Head"


def test_head_of_a_table_is_repeated_and_wide_tables_are_small(opened):
    cells = "".join(f"<th>{number}</th>" for number in range(14))
    word = opened(f"<table><tr>{cells}</tr><tr>{cells.replace('th>', 'td>')}</tr></table>")
    [table] = word.tables
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, False]
    assert table.cell(1, 0).paragraphs[0].style.name == "Table Text Small"
    page = word.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    assert sum(column.width for column in table.columns) <= room


def test_long_addresses_draw_no_line_out(opened):
    address = "https://news.example.com/" + "a" * 60
    word = opened(f'<p>见<a href="{address}">{address}</a>。</p><p>其余各段不变。</p>')
    long, other = [part for part in word.paragraphs if part.style.name == "Body Text"][-2:]
    assert long.alignment == WD_ALIGN_PARAGRAPH.LEFT
    assert long._p.pPr.find(qn("w:wordWrap")).get(qn("w:val")) == "0"
    assert other.alignment is None


@pytest.mark.parametrize(
    "body",
    [
        "甲<strong>乙</strong>",
        "<ul>甲<li>乙</li><ul><li>丙</li></ul></ul>",
        "<figure>甲<table><tr><td>乙</td></tr></table><figcaption>丙</figcaption></figure>",
        "<blockquote>甲<h2>乙</h2><table><tr><td>丙</td></tr></table></blockquote>",
        "<table><tr><td>甲<table><tr><td>乙</td></tr></table>丙</td></tr></table>",
    ],
)
def test_no_text_is_lost_however_it_is_nested(opened, body):
    word = opened(body)
    written = "".join(text.text for text in word.element.body.iter(qn("w:t")))
    assert written.rpartition("来源：示例网")[2] == re.sub("<[^>]*>", "", body)


def test_tables_of_very_many_columns_are_written(opened):
    word = opened("<table><tr>" + "<td>格</td>" * 200 + "</tr></table>")
    assert len(word.tables[0].columns) == 200
