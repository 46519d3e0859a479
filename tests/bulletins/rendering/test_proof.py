"""The PDF read back: what was printed passes, and one thing wrong is refused. All PDFs are real."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bulletins.rendering import pdf as rendering
from bulletins.rendering.html import render_html
from bulletins.rendering.pdf import RenderingError, render_pdf
from bulletins.rendering.proof import Difference, differences
from bulletins.rendering.reading_back import picture_digest, read_back
from bulletins.rendering.stored import printed_picture
from content.sanitising import PICTURE_SRC
from tests.bulletins.rendering import sabotage
from tests.bulletins.rendering.samples import (
    PARAGRAPH,
    rich_document,
    sample_document,
    store_picture,
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Give the page of a rich issue, its PDF, and what its pictures are known by."""
    folder = tmp_path_factory.mktemp("issue")
    document = rich_document(folder / "pictures")
    render_pdf(document, folder / "issue.pdf", folder / "pictures")
    html = render_html(document)
    known = {
        found[0]: picture_digest(printed_picture(found[0], folder / "pictures"))
        for found in PICTURE_SRC.finditer(html)
    }
    return html, (folder / "issue.pdf").read_bytes(), known


def test_what_was_printed_passes(printed):
    html, pdf, known = printed
    assert differences(html, read_back(pdf), known, {}) == []


def test_read_back_gives_links_targets_and_pictures_in_order(printed):
    _html, pdf, known = printed
    read = read_back(pdf)
    assert read.links[1:] == ("https://news.example.com/2.html", "https://news.example.com/3.html")
    assert sorted(read.targets) == list(read.targets)
    assert len(read.targets) == 3
    assert list(read.pictures) == list(known.values())


@pytest.mark.parametrize(
    ("spoil", "rules"),
    [
        (sabotage.change_a_character, {"pdf-text"}),
        (sabotage.leave_out_a_piece, {"pdf-text"}),
        (sabotage.paint_a_piece_twice, {"pdf-text"}),
        (sabotage.change_a_page_number, {"page-number"}),
        (sabotage.swap_pages, {"pdf-text", "page-number"}),
        (sabotage.drop_the_last_item, {"pdf-text"}),
        (sabotage.cut_a_link, {"link"}),
        (sabotage.remove_a_link, {"link"}),
        (sabotage.remove_a_picture, {"picture"}),
        (sabotage.exchange_a_picture, {"picture"}),
    ],
)
def test_one_thing_wrong_is_found(printed, spoil, rules):
    html, pdf, known = printed
    found = {difference.rule for difference in differences(html, read_back(spoil(pdf)), known, {})}
    assert found
    assert found <= rules


def test_a_difference_says_where_it_is(printed):
    html, pdf, known = printed
    [found] = differences(html, read_back(sabotage.cut_a_link(pdf)), known, {})
    whole = "https://news.example.com/3.html"
    assert found == Difference("link", 3, whole, whole[:-5])


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        ("change_a_character", "第 1 篇"),
        ("cut_a_link", "https://news.example.com/3.html"),
        ("drop_the_last_item", "第 "),
        ("remove_a_picture", "图片"),
    ],
)
def test_a_spoilt_pdf_is_refused_and_not_written(spoil, told, tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "_PROGRAM", f"tests.bulletins.rendering.children.{spoil}")
    document = rich_document(tmp_path / "pictures")
    with pytest.raises(RenderingError, match=told):
        render_pdf(document, tmp_path / "issue.pdf", tmp_path / "pictures")
    assert not (tmp_path / "issue.pdf").exists()


#: What a printer adds, repeats, divides or draws alike is no difference.
HARMLESS = {
    "ligatures": "<p>甲wifi</p><p>WiFi、Hi-Fi、sci-fi。</p><h4>甲——乙</h4><p>f</p>"
    + "<p>见https://a.example/office-affluent-fjord-" + "off/" * 40 + "，</p>",
    "lists": "<ol>" + "<li>1. 条</li><li>2</li><li>12 家</li>" * 4 + "</ol><ul><li>目</li></ul>",
    "nested list": "<ul><li>甲<ol><li>乙</li><li>丙</li></ol></li><li>丁</li></ul>",
    "numbers in cells": "<table>" + "<tr><td>1</td><td>1</td><td>2</td></tr>" * 3 + "</table>",
    "table over pages": "<table><thead><tr><th>区</th><th>1</th></tr></thead>"
    "<tfoot><tr><td>合计</td><td>9</td></tr></tfoot>" + "<tr><td>1</td><td>区</td></tr>" * 70
    + "</table>",
    "alike": "<p>中·西•东‧北 - ‐ ‑ 见⻅ 户⼾ ①➀ fi ﬁ ffi … ⋯ 〜～ 郎郞</p>"
    "<h3>甲⸺乙——丙⸻</h3><p>か\u3099甲か、が</p>",
    "dots": "<p>……等等……</p><p>A…</p><p>...</p><p>3</p><p>…</p><p>4</p>",
    "links": '<p><a href="https://a.example/1">一</a><a href="https://a.example/1">二</a>，'
    f'<a href="https://a.example/{"long-" * 60}">{"三" * 80}</a><a href="/here">此处</a></p>',
    "marks": "<p><strong>粗</strong>H<sub>2</sub>O，x<sup>2</sup>，<em>强调</em><br>新行　全角</p>",
    "quotes": "<p>“‘引’”（括）【方】《书》「单」『双』、，。；：？！</p>",
    "words": "<p>" + "internationalization standardization and interoperability 的 " * 9 + "</p>",
    "headings": "<h2>一、甲</h2><h3>（一）乙</h3><h4>1. 丙</h4><blockquote><p>引</p></blockquote>",
    "rare": "<p>喆㛃𠮷龘䶮〇</p>",
    "forms": "<p>©\ufe0f 一 ☎\ufe0f，葛\U000e0100城、神\ufe00\u3164。</p>",
    "hyphens": f"<p>见https://a.example/{'a-' * 99}，{'COVID-19与DeepSeek-R1、' * 9}</p>",
    "tall heads": "".join(
        f"<table><thead><tr><th>{'区<br>' * head}</th></tr></thead>"
        f"<tr><td>{'甲乙<br>' * row}</td></tr></table>"
        for head, row in ((1, 60), (60, 1), (25, 30))
    ),
    "tall rows": "<table><tr><th>类</th><th>项</th><th>内容</th></tr>"
    f"<tr><td rowspan='2'>{'甲<br>' * 90}</td><td>乙</td><td>{'丙<br>' * 70}</td></tr>"
    f"<tr><td>{'丁<br>' * 50}</td><td>戊</td></tr>"
    "<tr><td>己</td><td>庚</td><td>辛</td></tr></table>",
    "lists in cells": "<table><thead><tr><th><ul><li>区</li></ul></th></tr></thead>"
    + "<tr><td>甲</td></tr>" * 70 + "<tr><td><ul><li>internationalization</li></ul></td>"
    "<td>乙</td><td>丙</td><td>丁</td><td>戊</td><td>己</td><td>庚</td><td>辛</td></tr></table>",
    "entities": "<p>a &lt; b &amp; c&nbsp;d &quot;e&quot;</p>",
}  # fmt: skip


@pytest.fixture(scope="module")
def harmless(tmp_path_factory):
    """Print all harmless bodies at once, an article each; gives what was told of them."""
    folder = tmp_path_factory.mktemp("harmless")
    document = sample_document(*(PARAGRAPH + body + PARAGRAPH for body in HARMLESS.values()))
    try:
        render_pdf(document, folder / "issue.pdf", folder)
    except RenderingError as error:
        return error.reason
    return ""


def test_what_the_printer_adds_is_no_difference(harmless):
    assert harmless == ""


def test_short_articles_of_one_page_and_one_address_are_told_apart(tmp_path):
    document = sample_document("<p>一</p>", "<p>二</p>", "<p>三</p>")
    items = tuple(replace(item, url="https://news.example.com/1") for item in document.items)
    render_pdf(replace(document, items=items), tmp_path / "issue.pdf", tmp_path)
    assert read_back((tmp_path / "issue.pdf").read_bytes()).targets == (2, 2, 3)


@pytest.mark.parametrize(
    "address",
    ["https://例子.example/新闻/é.html", "https://a.example/a b", "https://a.example/?q=a|b^`{c}"],
)
def test_addresses_that_the_printer_writes_in_ascii_are_the_same(address, tmp_path):
    [item] = sample_document(f'<p><a href="{address}">见此</a></p>').items
    document = replace(sample_document(), items=(replace(item, url=address),))
    render_pdf(document, tmp_path / "issue.pdf", tmp_path)
    assert all(link.isascii() for link in read_back((tmp_path / "issue.pdf").read_bytes()).links)


def test_pictures_of_every_kind_are_known_again(tmp_path):
    """A photograph, one with few colours, one that is transparent, one in a cell, one twice."""
    sources = [
        store_picture(tmp_path, (300, 200), "jpg"),
        store_picture(tmp_path, (301, 200), "png"),
        store_picture(tmp_path, (61, 40), "png", mode="RGBA"),
        store_picture(tmp_path, (62, 40), "png", mode="L"),
    ]
    figures = [f'<figure><img src="{src}" alt="图"></figure>' for src in sources]
    cell = f'<table><tr><td><img src="{sources[0]}" alt="图"></td><td>一</td></tr></table>'
    document = sample_document(
        "".join(figures), cell + figures[1], f"<p>行内{figures[0][8:-9]}</p>"
    )
    assert render_pdf(document, tmp_path / "issue.pdf", tmp_path).pages > 1


def test_a_list_may_have_lines_of_pictures(tmp_path):
    picture = f'<img src="{store_picture(tmp_path, (61, 40), "png")}" alt="图">'
    lines = f"<li>{picture}</li><li>{picture}</li><li>一</li><li>{picture}</li>"
    document = sample_document(f"<ol>{lines}</ol><ul>{lines}</ul><p>二</p><ol>{lines}</ol>")
    assert render_pdf(document, tmp_path / "issue.pdf", tmp_path).pages > 1


def test_pictures_that_are_the_same_at_print_size_count_as_one(tmp_path):
    """Which of them a page shows cannot be told, and need not be."""
    first, other = (store_picture(tmp_path, (1600, height), "png") for height in (1000, 1001))
    body = "".join(f'<figure><img src="{src}" alt="图"></figure>' for src in (first, other, first))
    rendered = render_pdf(sample_document(body), tmp_path / "issue.pdf", tmp_path)
    assert rendered.manifest["pictures"][first] == rendered.manifest["pictures"][other]


def test_preview_is_not_read_back(tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "_PROGRAM", "tests.bulletins.rendering.children.cut_a_link")
    document = replace(sample_document(PARAGRAPH), number=None)
    assert render_pdf(document, tmp_path / "preview.pdf", tmp_path).pages == 2
