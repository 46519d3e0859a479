"""A look: kept whole, refused when no page can be made of it, the same in every format."""

from __future__ import annotations

import email
import io
import json
from dataclasses import replace
from datetime import date
from email.policy import default
from typing import Any

import pytest
from docx import Document as WordFile
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from bulletins.importing.attached import attached_issue
from bulletins.importing.bulletin import read_bulletin
from bulletins.importing.dates import printed_dates
from bulletins.importing.files import read_file
from bulletins.importing.house_words import HouseWords, in_usual_words
from bulletins.numerals import parse_issue_number
from bulletins.rendering.composition import layout_version, template_version
from bulletins.rendering.document import Document
from bulletins.rendering.html import render_html
from bulletins.rendering.look import Layout, Look, Section
from bulletins.rendering.outputs import render_output
from bulletins.rendering.pdf import render_pdf
from bulletins.rendering.writing import DateForm, NumberForm
from content.sanitising import clean_article_body
from tests.bulletins.rendering.looks import OTHER
from tests.bulletins.rendering.samples import MASTHEAD, PARAGRAPH, sample_document


@pytest.fixture
def second() -> Document:
    """Give an issue of a series whose look differs in everything."""
    document = sample_document(clean_article_body(PARAGRAPH), "<p>乙</p>", number=12)
    masthead = replace(MASTHEAD, title="数字乡村信息半月报", source_label="报道媒体")
    return replace(document, masthead=masthead, look=OTHER, notices=("更正：示例。",))


def test_look_survives_json():
    assert Look.from_json(json.loads(json.dumps(OTHER.to_json()))) == OTHER


def test_look_of_before_is_the_standard_one():
    assert Look.from_json({"layout": "official", "qr_codes": False}) == Look()


@pytest.mark.parametrize(
    "change",
    [
        {"masthead_colour": "red; } body { background: url(http://10.0.0.1/"},
        {"rule_colour": "#FFF"},
        {"sections": ["foreword", "contents"]},
        {"sections": ["notices", "articles", "articles"]},
        {"sections": ["notices", "articles", "advertisement"]},
        {"sections": 5},
        {"layout": "poster"},
        {"foreword": ["a"]},
        {"imprint": "长" * 1001},
        {"qr_codes": "yes"},
        {"stylesheet": "x"},
    ],
)
def test_look_refuses_what_no_page_can_be_made_of(change):
    with pytest.raises((TypeError, ValueError)):
        Look.from_json({**Look().to_json(), **change})


DAYS = st.dates(min_value=date(1980, 1, 1), max_value=date(2099, 12, 31))


@given(DAYS, st.sampled_from(DateForm))
def test_every_form_of_a_date_is_read_again(day, form):
    [printed] = printed_dates(f"时间 {form.write(day)} 示例")
    assert printed.day == day


@given(st.integers(min_value=1, max_value=20_000), st.sampled_from(NumberForm))
def test_every_form_of_a_number_is_read_again(number, form):
    written = form.write(number).removeprefix("总")
    assert parse_issue_number(written) == number


@pytest.mark.parametrize(
    ("number", "written"),
    [(10, "十"), (12, "十二"), (101, "一百零一"), (568, "五百六十八"), (1010, "一千零一十")],
)
def test_counted_numbers_are_written_as_they_are_said(number, written):
    assert NumberForm.COUNTED.write(number) == f"第{written}期"


def test_the_labels_of_forms_are_true():
    assert [form.write(date(2024, 3, 9)) for form in DateForm] == DateForm.labels
    assert [form.write(568) for form in NumberForm] == NumberForm.labels


def test_placeholders_are_filled_on_the_page(second):
    page = document_fromstring(render_html(second))
    assert page.xpath("string(//p[@class='below'])") == "示例市卫生健康大数据中心编印"
    assert page.xpath("string(//section[@class='foreword']/p)") == (
        "本期收录卫生健康大数据与政策研究信息 2 篇，"
        "自二〇二四年三月二十三日至二〇二四年三月二十九日。"
    )


def test_sections_stand_in_their_order(second):
    page = document_fromstring(render_html(second))
    assert page.xpath("//h2/text()") == ["本期要目", "编者按", "信息摘编", "版记"]
    only = replace(second, look=replace(OTHER, sections=(Section.NOTICES, Section.ARTICLES)))
    assert document_fromstring(render_html(only)).xpath("//h2/text()") == ["信息摘编"]


def test_a_look_is_told_by_its_version(second):
    versions = {template_version(OTHER), template_version(Look())}
    assert len(versions) == 2
    assert template_version(replace(OTHER, qr_codes=True)) in versions


def test_pdf_of_another_look_is_proved_and_imported_as_it_was(second, tmp_path):
    """Printing compares the pages with what was to be printed, or raises."""
    rendered = render_pdf(second, tmp_path / "a.pdf", tmp_path)
    assert rendered.manifest["template"] == template_version(OTHER)
    again = render_pdf(second, tmp_path / "b.pdf", tmp_path)
    assert rendered.sha256 == again.sha256
    taken = attached_issue((tmp_path / "a.pdf").read_bytes())
    assert taken
    assert taken.document == second
    _looks_like(second, (tmp_path / "a.pdf").read_bytes())


F, N, C, A, IMPRINT = Section


@pytest.mark.parametrize("sections", [(N, A), (F, N, A), (C, A, N), (IMPRINT, C, F, N, A)])
def test_pdf_with_other_sections_is_proved(second, tmp_path, sections):
    look = replace(OTHER, layout=Layout.OFFICIAL, notices_heading="更正", sections=sections)
    rendered = render_pdf(replace(second, look=look), tmp_path / "a.pdf", tmp_path)
    assert rendered.pages >= 2


def test_word_file_of_another_look_is_imported(second, tmp_path):
    data = render_output("docx", second, tmp_path)
    word: Any = WordFile(io.BytesIO(data))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert {
        "本期要目",
        "1. 题名：示例标题之1",
        "报道媒体：示例网",
        "示例市卫生健康大数据中心主办",
    } <= set(texts)
    assert str(word.styles["Title"].font.color.rgb) == "00695C"
    assert word.styles["Body Text"].font.size.pt == 12
    _looks_like(second, data)


def _looks_like(document: Document, data: bytes) -> None:
    words = HouseWords(document.look, frozenset({"报道媒体"}))
    bulletin = read_bulletin(in_usual_words(read_file(data), [words]))
    head = bulletin.head
    assert (head.title, head.number, head.organisation) == (
        "数字乡村信息半月报", 12, "示例市卫生健康大数据中心",
    )  # fmt: skip
    assert head.date
    assert head.date.day == document.issue_date
    assert head.foreword.startswith("本期收录")
    assert [entry.title for entry in bulletin.contents] == ["示例标题之1", "示例标题之2"]
    for item, read in zip(document.items, bulletin.items, strict=True):
        assert (read.title, read.outlet, read.url) == (item.title, item.source_name, item.url)
        assert read.date
        assert read.date.day == item.published_on
    assert [line.text for line in bulletin.items[1].body] == ["乙"]


def test_page_and_mail_have_the_look(second, tmp_path):
    page = render_output("html", second, tmp_path).decode()
    sent: Any = email.message_from_bytes(render_output("mail", second, tmp_path), policy=default)
    mail = sent.get_body(("html",)).get_content()
    text = sent.get_body(("plain",)).get_content()
    for output in (page, mail, text):
        words = ["本期要目", "编者按", "信息摘编", "二〇二四年三月二十六日　报道媒体", "主办"]
        places = [output.replace("日 报道", "日　报道").index(each) for each in words]
        assert places == sorted(places)
        assert "总第12期" in output
    assert "#00695c" in page
    assert "#00695c" in mail


def test_an_installation_replaces_a_block(second, settings, tmp_path):
    own = tmp_path / "bulletins/rendering/issue.html"
    own.parent.mkdir(parents=True)
    own.write_text(
        '{% extends "bulletins/rendering/issue.html" %}'
        "{% block foreword %}<section>{{ block.super }}<p>本单位自用</p></section>{% endblock %}"
    )
    plain, before = render_html(second), _fresh_layout_version()
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]
    page = render_html(second)
    assert "本单位自用" in page
    assert document_fromstring(page).xpath("//h2/text()") == document_fromstring(plain).xpath(
        "//h2/text()"
    )
    assert _fresh_layout_version() != before
    layout_version.cache_clear()


def _fresh_layout_version() -> str:
    layout_version.cache_clear()
    return layout_version()
