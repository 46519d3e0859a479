"""The Word file as a whole: what GB/T 9704-2012 asks of its pages."""

from __future__ import annotations

from dataclasses import replace

from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from bulletins.rendering.look import Section
from tests.bulletins.rendering.looks import OTHER
from tests.bulletins.rendering.samples import sample_document


def _with_style(word, name):
    return [part for part in word.paragraphs if part.style.name == name]


def test_28_characters_fill_a_line(opened):
    word = opened("<p>正文。</p>")
    page, normal = word.sections[0], word.styles["Normal"].element
    room = page.page_width - page.left_margin - page.right_margin
    squeeze = int(normal.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 28 * Pt(16 + squeeze) <= room < 29 * Pt(16 + squeeze)


def test_22_lines_fill_a_page_even_with_single_ones(opened):
    word = opened("<p>正文。</p>")
    page, body = word.sections[0], word.styles["Body Text"].paragraph_format
    assert (page.page_height - page.top_margin - page.bottom_margin) // body.line_spacing == 22
    assert not body.widow_control


def test_page_numbers_stand_7_mm_below_the_text(opened):
    page = opened("<p>正文。</p>").sections[0]
    footer = page.footer.paragraphs[0]
    assert footer.style.font.size == Pt(14)
    assert {run.font.size for run in footer.runs} == {None}
    height = footer.style.paragraph_format.line_spacing
    assert abs(page.bottom_margin - page.footer_distance - height - Mm(7)) < Mm(0.1)


def test_quotation_marks_of_chinese_are_set_in_its_face(opened):
    word = opened("<p>所谓“示例”。</p><p>“Only Latin”</p>")
    chinese, latin = _with_style(word, "Body Text")[-2:]
    hints = [part._p.xpath(".//w:rFonts/@w:hint") for part in (chinese, latin)]
    assert hints == [["eastAsia"], []]


def test_long_titles_are_broken_by_sense(opened):
    title = "“让数据多跑路、患者少跑路” 一项信息互联标准研究助力跨省就诊"
    [item] = sample_document("<p>正文。</p>").items
    word = opened(items=(replace(item, title=title),))
    [printed] = _with_style(word, "Heading 3")
    assert printed.text == "“让数据多跑路、患者少跑路”\n一项信息互联标准研究助力跨省就诊"


def test_head_of_an_article_stays_with_its_text(opened):
    word = opened("<p>正文。</p>")
    for name in ("Heading 2", "Field", "Heading 3", "Origin"):
        assert word.styles[name].paragraph_format.keep_with_next


def test_article_without_an_address_has_no_line_for_it(opened):
    [item] = sample_document("<p>正文。</p>").items
    word = opened(items=(replace(item, url=""),))
    assert [part.text for part in _with_style(word, "Field")] == ["来源：示例网", "主要内容："]


def test_articles_begin_a_page_unless_they_come_first(opened):
    first = replace(OTHER, sections=(Section.ARTICLES, Section.NOTICES))
    for word, breaks in ((opened("<p>甲。</p>"), True), (opened("<p>甲。</p>", look=first), False)):
        heading = _with_style(word, "Heading 1")[-1 if breaks else 0]
        assert bool(heading.paragraph_format.page_break_before) == breaks


def test_long_forewords_are_no_hindrance(opened):
    word = opened("<p>正文。</p>", printed_foreword="导语" * 200)
    assert word.core_properties.comments == ("导语" * 200)[:255]
