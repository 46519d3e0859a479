"""Outputs beside the PDF: the same document in Word, as a page, as mail and as data."""

from __future__ import annotations

import email
import io
import json
import re
from dataclasses import replace
from datetime import date
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from docx import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from bulletins.rendering.document import Document, DocumentItem, Masthead
from bulletins.rendering.html import render_html
from bulletins.rendering.outputs import OUTPUTS, render_output
from bulletins.rendering.outputs.mail import mail_parts
from content.pictures import store_picture
from tests.bulletins.importing.samples import picture, read

BODY = (
    '<p>样例正文，<strong>要点</strong>与<a href="https://a.example/x?y=1&amp;z=2">来源</a>。</p>'
    "<h3>小标题</h3><ul><li>一</li><li>二</li></ul>"
    "<table><tr><th>项目</th><th>数</th></tr><tr><td>医院</td><td>3</td></tr></table>"
    "{figure}<p>最后一段说完了。</p>"
)


@pytest.fixture
def pictures(tmp_path: Path, settings) -> Path:
    settings.PICTURES_DIR = tmp_path
    return tmp_path


@pytest.fixture
def document(pictures) -> Document:
    src = store_picture(picture()).src
    figure = (
        f'<figure><img src="{src}" alt="门诊大厅"><figcaption>门诊大厅一角</figcaption></figure>'
    )
    hostile = '<p>说完了。</p><script>alert(1)</script><img src="https://evil.example/a.png">'
    items = (
        DocumentItem(1, "示例市互认检查结果", "示例日报", "https://a.example/1?b=2&c=3",
                     date(2026, 3, 24), BODY.format(figure=figure)),
        DocumentItem(2, "<b>样例</b>省上线平台", "样例网", "javascript:alert(1)",
                     date(2026, 3, 25), hostile),
    )  # fmt: skip
    masthead = Masthead("卫生信息化样例周报", "示例中心", "卫生信息化", "主流媒体", "来源")
    return Document(masthead, 101, date(2026, 3, 27), date(2026, 3, 21), date(2026, 3, 27), items)


def test_no_heading_stands_over_a_foreword_that_is_not_there(document, pictures):
    bare = replace(document, window_start=None, window_end=None)
    word = WordFile(io.BytesIO(render_output("docx", bare, pictures)))
    texts = [render_html(bare), "\n".join(paragraph.text for paragraph in word.paragraphs)]
    texts += [render_output("html", bare, pictures).decode()]
    parts = mail_parts(bare, pictures)
    for text in (*texts, parts.html, parts.text):
        assert "本期导语" not in text
        assert "一、信息目录" in text


def test_every_output_has_a_name_of_its_own():
    assert sorted(OUTPUTS) == ["docx", "html", "json", "mail"]


def test_json_is_read_again_without_a_loss(document, pictures):
    plain = json.loads(render_output("json", document, pictures))
    assert Document.from_json(plain) == document


def test_word_file_has_headings_contents_links_and_captions(document, pictures):
    word: Any = WordFile(io.BytesIO(render_output("docx", document, pictures)))
    texts = [(part.style.name, part.text) for part in word.paragraphs if part.style]
    assert texts[0] == ("Title", "卫生信息化样例周报")
    assert ("Heading 1", "一、信息目录") in texts
    assert ("Heading 2", "1. 标题：示例市互认检查结果") in texts
    assert ("Heading 4", "小标题") in texts
    assert ("List Bullet", "一") in texts
    assert ("Caption", "门诊大厅一角") in texts
    links = {relation.target_ref for relation in word.part.rels.values() if relation.is_external}
    assert links == {"https://a.example/1?b=2&c=3", "https://a.example/x?y=1&z=2"}
    assert [cell.text for cell in word.tables[0].rows[1].cells] == ["医院", "3"]
    assert len(word.inline_shapes) == 1
    assert word.inline_shapes[0]._inline.docPr.get("descr") == "门诊大厅"
    anchors = {mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))}
    assert anchors >= {"item_1", "item_2"}
    fields = [field.text for field in word.element.iter(qn("w:instrText"))]
    assert fields == [" PAGEREF item_1 \\h ", " PAGEREF item_2 \\h "]


def test_word_faces_are_given_for_chinese(document, pictures):
    word: Any = WordFile(io.BytesIO(render_output("docx", document, pictures)))
    fonts = word.styles["Body Text"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_word_file_is_imported_as_the_same_issue(document, pictures):
    bulletin = read(render_output("docx", document, pictures))
    assert (bulletin.head.number, bulletin.head.title) == (101, "卫生信息化样例周报")
    assert bulletin.head.date
    assert bulletin.head.date.day == date(2026, 3, 27)
    first = bulletin.items[0]
    assert (first.title, first.outlet, first.url) == (
        "示例市互认检查结果", "示例日报", "https://a.example/1?b=2&c=3",
    )  # fmt: skip
    assert [line.text for line in first.body if line.text] == [
        "样例正文，要点与来源。", "小标题", "一", "二", "项目 数", "医院 3", "门诊大厅一角",
        "最后一段说完了。",
    ]  # fmt: skip
    assert sum(len(line.pictures) for line in first.body) == 1


def test_page_needs_nothing_else_and_runs_nothing(document, pictures):
    soup: Any = BeautifulSoup(render_output("html", document, pictures), "lxml")
    assert [image["src"].partition(";")[0] for image in soup.select("img")] == ["data:image/jpeg"]
    assert soup.select("script, link, iframe") == []
    assert [link["href"] for link in soup.select("nav a")] == ["#item-1", "#item-2"]
    assert soup.select_one("#item-2 h3").get_text() == "2. <b>样例</b>省上线平台"
    assert "javascript:" not in [link["href"].partition("alert")[0] for link in soup.select("a")]
    assert soup.select_one("meta[http-equiv]")["content"].startswith("default-src 'none'")


def test_page_keeps_the_clauses_of_titles_whole(document, pictures):
    item = replace(document.items[0], title="示例省互认检查结果，“少跑路” 落到实处")
    page = render_output("html", replace(document, items=(item,)), pictures)
    title: Any = BeautifulSoup(page, "lxml").select_one("#item-1 h3")
    assert title.get_text() == "1. 示例省互认检查结果，“少跑路” 落到实处"
    assert [part.get_text() for part in title.select("span")] == [
        "1. 示例省互认检查结果，", "“少跑路”", "落到实处",
    ]  # fmt: skip


def test_page_divides_long_words_of_the_text_but_no_tag(document, pictures):
    address = "https://news.example.com/2026/03/24/1.html?a=1"
    src = store_picture(picture()).src
    body = f'<p>见 {address}&amp;b=2。</p><p><img src="{src}" alt="甲 &gt; {address}"></p>'
    item = replace(document.items[0], body_html=body)
    page = render_output("html", replace(document, items=(item,)), pictures)
    article: Any = BeautifulSoup(page, "lxml").select_one("#item-1 .body")
    assert [part.get_text() for part in article.select(".long")] == [f"{address}&b=2"]
    assert article.select_one("img")["alt"] == f"甲 > {address}"


def test_wide_tables_of_the_page_can_be_moved_by_keys(document, pictures):
    soup: Any = BeautifulSoup(render_output("html", document, pictures), "lxml")
    [box] = soup.select(".wide")
    assert [child.name for child in box.children] == ["table"]
    assert box["tabindex"] == "0"


def test_mail_has_text_html_and_pictures(document, pictures):
    sent = render_output("mail", document, pictures)
    message: Any = email.message_from_bytes(sent, policy=default)
    assert message["Subject"] == "卫生信息化样例周报（第一〇一期）"
    text = message.get_body(("plain",)).get_content()
    assert "1. 标题：示例市互认检查结果" in text
    html = message.get_body(("html",)).get_content()
    assert "<script" not in html
    assert "evil.example" not in html
    [cid] = re.findall(r'src="cid:([^"]+)"', html)
    [image] = [part for part in message.walk() if part.get_content_maintype() == "image"]
    assert image["Content-ID"] == f"<{cid}>"
    assert image.get_content().startswith(b"\xff\xd8")


def test_mail_and_page_are_the_same_bytes_when_made_again(document, pictures):
    for name in ("html", "json", "mail"):
        assert render_output(name, document, pictures) == render_output(name, document, pictures)


def test_missing_picture_is_told(document, pictures):
    for path in pictures.rglob("*.jpg"):
        path.unlink()
    for name in ("docx", "html", "mail"):
        with pytest.raises(FileNotFoundError):
            render_output(name, document, pictures)


def test_word_pages_are_numbered_at_their_outer_edge(document, pictures):
    word: Any = WordFile(io.BytesIO(render_output("docx", document, pictures)))
    assert word.settings.odd_and_even_pages_header_footer
    [section] = word.sections
    sides = [part.paragraphs[0].alignment for part in (section.footer, section.even_page_footer)]
    assert sides == [WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT]
    for part in (section.footer, section.even_page_footer):
        assert [field.text for field in part._element.iter(qn("w:instrText"))] == [" PAGE "]


def test_pages_set_the_headings_of_a_text_below_its_title(document, pictures):
    item = replace(document.items[0], body_html="<h2>小标题</h2><p>段落。</p>")
    other = replace(document, items=(item,))
    page = render_output("html", other, pictures).decode()
    assert "<h4>小标题</h4>" in page
    message = email.message_from_bytes(render_output("mail", other, pictures), policy=default)
    body: Any = message.get_body(("html",))
    heading: Any = BeautifulSoup(body.get_content(), "lxml").select_one("h4")
    assert heading.get_text() == "小标题"


def test_mail_is_as_wide_as_its_window_whatever_its_pictures(document, pictures):
    sent: Any = email.message_from_bytes(render_output("mail", document, pictures), policy=default)
    soup: Any = BeautifulSoup(sent.get_body(("html",)).get_content(), "lxml")
    assert "max-width:100%" in soup.select_one("img")["style"]
    assert "width=device-width" in soup.select_one("meta[name=viewport]")["content"]


def test_mail_text_says_each_thing_once(document, pictures):
    sent: Any = email.message_from_bytes(render_output("mail", document, pictures), policy=default)
    item = replace(document.items[0], url="")
    bare: Any = email.message_from_bytes(
        render_output("mail", replace(document, items=(item,)), pictures), policy=default
    )
    text = sent.get_body(("plain",)).get_content()
    assert text.count("示例市互认检查结果") == 2  # in the contents, and above its text
    assert text.count("来源：示例日报") == 1
    assert "链接" in text
    assert "链接" not in bare.get_body(("plain",)).get_content()
