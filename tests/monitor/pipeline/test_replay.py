"""Replay: what is left of a page looks like it and does nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from monitor.pipeline.extract import ExtractionError
from monitor.pipeline.replay import replay

URL = "https://news.example/2026/1.html"
TEXT = "样例正文：示例市三家医院实现检查结果互认。"


def replayed(body: str, **pictures: str) -> html.HtmlElement:
    page = f"<html><head><meta charset=utf-8></head><body>{body}</body></html>"
    return html.document_fromstring(replay(page.encode(), URL, "text/html", pictures))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>x()</script>",
        "<script src=https://evil.example/x.js></script>",
        "<p onclick=x() onmouseover=x()>甲</p>",
        "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
        "<base href=https://evil.example/>",
        "<iframe src=https://evil.example/ srcdoc='<script>x()</script>'></iframe>",
        "<form action=https://evil.example/><button formaction=https://evil.example/>甲</form>",
        "<link rel=stylesheet href=https://evil.example/x.css>",
        "<link rel=dns-prefetch href=https://evil.example/>",
        "<svg onload=x()><a xlink:href=javascript:x()></a><image href=https://evil.example/></svg>",
        "<math href=javascript:x()><mi>甲</mi></math>",
        "<object data=https://evil.example/></object><embed src=https://evil.example/>",
        "<img src=https://evil.example/1.png srcset='https://evil.example/2.png 2x'>",
        "<picture><source srcset=https://evil.example/2.png><img src=/1.png></picture>",
        "<video poster=https://evil.example/ src=https://evil.example/></video>",
        "<body background=https://evil.example/><table background=https://evil.example/>",
        "<a href=javascript:x() ping=https://evil.example/>甲</a>",
        "<template><script>x()</script></template>",
        "<input autofocus onfocus=x() src=https://evil.example/ type=image>",
    ],
)
def test_nothing_that_acts_or_fetches_is_left(hostile):
    page = replayed(f"<p>{TEXT}</p>{hostile}")
    assert TEXT in page.text_content()
    acting = (
        "script",
        "iframe",
        "object",
        "embed",
        "svg",
        "link",
        "meta",
        "base",
        "template",
        "source",
    )
    assert [element.tag for element in page.iter(*acting)] == []
    names = {name for element in page.iter() for name in element.attrib}
    assert not names & {"href", "src", "srcset", "action", "formaction", "ping", "background"}
    assert [name for name in names if name.startswith("on")] == []


@pytest.mark.parametrize("empty", ["embed", "source", "link rel=x", "meta name=x", "base"])
def test_what_follows_an_element_without_end_stays(empty):
    assert replayed(f"<div><{empty}><p>{TEXT}</p></div>").findtext(".//p") == TEXT


def test_link_says_where_it_led():
    (link,) = replayed('<a href="../2.html" title="x">别的</a>').iter("a")
    assert dict(link.attrib) == {"title": "https://news.example/2.html"}


@pytest.mark.parametrize("name", ["src", "data-src", "data-original", "zoomfile"])
def test_kept_picture_is_shown(name):
    kept = {"https://news.example/2026/1.png": "data:image/png;base64,AA=="}
    (image,) = replayed(f'<img {name}="1.png" alt=图>', **kept).iter("img")
    assert dict(image.attrib) == {"src": "data:image/png;base64,AA==", "alt": "图"}


def test_kept_picture_is_shown_where_the_page_offers_several():
    kept = {"https://news.example/large.webp": "data:image/webp;base64,AA=="}
    (image,) = replayed('<img src="data:x" srcset="/s.webp 100w, /large.webp 800w">', **kept).iter(
        "img"
    )
    assert dict(image.attrib) == {"src": "data:image/webp;base64,AA=="}


def test_picture_that_was_not_kept_says_so():
    (image,) = replayed('<img src="/logo.png" alt="标志">').iter("img")
    assert dict(image.attrib) == {"alt": "[picture not kept] 标志"}


def test_looks_stay():
    page = replayed('<style>p { color: red }</style><p class="a" style="margin: 0">甲</p>')
    assert [style.text for style in page.iter("style")][1:] == ["p { color: red }"]
    (paragraph,) = page.iter("p")
    assert dict(paragraph.attrib) == {"class": "a", "style": "margin: 0"}


@pytest.mark.parametrize(
    "css",
    [
        "background: url(https://evil.example/)", "background: URL( 'https://evil.example/' )",
        "background: u\\72l(https://evil.example/)", "x: image-set('https://evil.example/' 1x)",
        "x: -webkit-image-set('https://evil.example/' 1x)", "list-style: url(https://evil.example/",
    ],
)  # fmt: skip
def test_styles_name_no_other_file(css):
    page = replayed(f'<style>p {{ {css}; color: red }}</style><p style="{css}; color: red">甲</p>')
    (paragraph,) = page.iter("p")
    *_ours, style = page.iter("style")
    for left in (paragraph.get("style"), style.text):
        assert not re.search("url|image-set", left or "", re.I)


def test_styles_import_nothing():
    page = replayed("<style>@import 'https://evil.example/'; p { color: red }</style><p>甲</p>")
    *_ours, style = page.iter("style")
    assert style.text == "none p { color: red }"


def test_charset_is_that_of_the_bytes():
    page = f"<html><meta charset=utf-8><p>{TEXT}</p></html>".encode("gb18030")
    assert TEXT in replay(page, URL, "text/html; charset=iso-8859-1", {})


def test_what_is_no_page_is_refused():
    with pytest.raises(ExtractionError):
        replay(b"\x00\x01\x02" * 100, URL, "", {})


@given(st.text(st.sampled_from("<>/\"'= aimgscrptonx!-\n"), max_size=200))
def test_any_markup_is_left_without_script_and_address(markup):
    try:
        page = html.document_fromstring(replay(f"<p>{TEXT}{markup}".encode(), URL, "", {}))
    except ExtractionError:
        return
    assert [element.tag for element in page.iter("script", "link", "meta")] == []
    assert not {name for e in page.iter() for name in e.attrib} & {"src", "href", "onx"}
