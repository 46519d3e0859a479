from dataclasses import replace

import pytest
from lxml.html import document_fromstring

from bulletins.rendering.html import render_html
from bulletins.rendering.look import Layout, Look
from tests.bulletins.rendering.samples import MASTHEAD, sample_document

PICTURE = "/pictures/" + "0" * 64 + ".jpg"
HOSTILE = "{{ settings.SECRET_KEY }} {% debug %} <script>alert(1)</script> %s \\"


def _hostile_document():
    document = sample_document("<p>甲</p>")
    item = replace(document.items[0], title=HOSTILE, source_name=HOSTILE, url=HOSTILE)
    masthead = replace(MASTHEAD, title=HOSTILE, organisation=HOSTILE, topic_phrase=HOSTILE)
    return replace(document, masthead=masthead, items=(item,))


def test_render_html_prints_outside_text_literally():
    page = document_fromstring(render_html(_hostile_document()))
    assert page.xpath("//script") == []
    assert page.xpath("string(//main//h3)") == f"1. 标题：{HOSTILE}"
    assert page.xpath("string(//h1)") == HOSTILE
    assert page.xpath("string(//h3/@data-bookmark)") == f"1. {HOSTILE}"


def test_render_html_sanitises_the_body_again():
    body = (
        f'<p onclick="x" style="color:red">甲<script>x</script></p><img src="{PICTURE}"><svg></svg>'
    )
    foreign = '<img src="file:///etc/passwd"><link rel="attachment" href="file:///etc/passwd">'
    page = document_fromstring(render_html(sample_document(body + foreign)))
    [printed] = page.xpath("//div[@class='body']")
    assert [element.tag for element in printed.iterdescendants()] == ["p", "img"]
    assert dict(printed[0].attrib) == {}
    assert printed[1].get("src") == PICTURE


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("<p>　　甲</p>", "<p>甲</p>"),
        ("<p>&nbsp;&nbsp;甲</p>", "<p>甲</p>"),
        ("<p>甲</p><p>　</p><p><br></p>", "<p>甲</p>"),
    ],
)
def test_render_html_leaves_indents_to_the_stylesheet(body, printed):
    assert f'<div class="body">{printed}</div>' in render_html(sample_document(body))


@pytest.mark.parametrize(
    ("url", "hrefs"),
    [
        ("https://news.example.com/a?b=1&c=2", ["https://news.example.com/a?b=1&c=2"]),
        ("javascript:alert(1)", []),
        ("file:///etc/passwd", []),
    ],
)
def test_render_html_links_web_addresses_only(url, hrefs):
    document = sample_document("<p>甲</p>")
    document = replace(document, items=(replace(document.items[0], url=url),))
    page = document_fromstring(render_html(document))
    assert page.xpath("//p[@class='link']/a/@href") == hrefs
    assert page.xpath("string(//p[@class='link'])") == f"链接：{url}"


def test_render_html_leaves_out_an_absent_address():
    document = sample_document("<p>甲</p>")
    document = replace(document, items=(replace(document.items[0], url=""),))
    assert "链接：" not in render_html(document)


@pytest.mark.parametrize(
    ("title", "points"),
    [("周报", 34), ("全国卫生信息化舆情监测周报", 34), ("卫" * 17, 26), ("卫" * 40, 22)],
)
def test_render_html_fits_the_masthead_into_a_line(title, points):
    document = replace(sample_document(), masthead=replace(MASTHEAD, title=title))
    assert f"font-size: {points}pt" in render_html(document)


def test_render_html_marks_a_preview():
    page = document_fromstring(render_html(sample_document("<p>甲</p>", number=None)))
    assert page.xpath("string(//p[@class='number'])") == "（预览）"
    assert page.xpath("string(//div[@class='watermark'])") == "预览"
    assert page.xpath("//title/text()") == ["全国卫生信息化舆情监测周报（预览）"]


def test_render_html_has_no_watermark_on_a_numbered_issue():
    page = document_fromstring(render_html(sample_document("<p>甲</p>")))
    assert page.xpath("//div[@class='watermark']") == []


@pytest.mark.parametrize(
    ("layout", "size"), [(Layout.OFFICIAL, "15.75pt"), (Layout.COMPACT, "12pt")]
)
def test_render_html_has_the_stylesheet_of_its_layout(layout, size):
    document = replace(sample_document(), look=Look(layout))
    assert f"--size: {size};" in render_html(document)


def test_render_html_shows_qr_codes_where_they_are_wanted():
    document = sample_document("<p>甲</p>", "<p>乙</p>")
    first, second = document.items
    document = replace(document, items=(first, replace(second, url="待补")))
    assert "<svg" not in render_html(document)
    page = document_fromstring(render_html(replace(document, look=Look(qr_codes=True))))
    assert page.xpath("//*[name()='svg']/ancestor::article/@id") == ["item-1"]


def test_render_html_draws_no_code_too_fine_to_be_read():
    document = replace(sample_document("<p>甲</p>"), look=Look(qr_codes=True))
    [item] = document.items
    long = replace(document, items=(replace(item, url="https://a.cn/" + "x" * 4000),))
    assert "<svg" not in render_html(long)
