"""Pages that mean harm, and pages that are none: an article in a moment, or a refusal."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.sanitising import clean_page_body
from monitor.pipeline.extract import ExtractionError, extract_page

PROSE = "<p>这是测试用的一段示例文字，它有标点，也有足够的长度，可以当作正文。</p>" * 3
URL = "https://www.example.com/a/1.html"


def read(html):
    """Read a page, or give None where it is refused."""
    try:
        return extract_page(html.encode("utf-8", "surrogatepass"), URL)
    except ExtractionError:
        return None


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + PROSE,
        "<p " + " ".join(f"a{i}=1" for i in range(20_000)) + ">" + PROSE,
        "<" * 300_000,
        "<p>字" * 39_000,
        "<title>" + "标题 " * 100_000 + "</title>" + "<h2>标题 标题</h2>" * 3_000 + PROSE,
        "<script>" + "publish_time " * 100_000 + "</script>" + PROSE,
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>" + PROSE,
        "<h1>标题标题标题</h1><p>" + "2024-" * 100_000 + "</p>" + PROSE,
        "<script>" + "a={" * 100_000 + "</script>",
        "<script>" + "a.a" * 300_000 + "={}</script>",
        '<script>a={"s":"' + "a={" * 300_000 + "</script>",
        "<textarea>" + "字" * 500_000 + "</textarea>",
        "<script>x = {" + '"a":{' * 50_000 + "</script>",
        "<textarea>" + PROSE + "&lt;div>" * 9_000 + "</textarea>",
        "<img srcset='" + "a" * 500_000 + " x y'>" + PROSE,
        "<script>" + ":  2" * 100_000 + "</script>" + PROSE,
        "<p>记者" + "张三、" * 100_000 + "</p>" + PROSE,
        "<p>转自" + "《" * 100_000 + "</p>" + PROSE,
        PROSE + "".join(f"<a href=/a/1_{i}.html>{i}</a>" for i in range(9_000)),
    ],
    ids=[
        "depth",
        "attributes",
        "brackets",
        "paragraphs",
        "title",
        "script",
        "json",
        "digits",
        "states",
        "dots",
        "state",
        "textarea",
        "objects",
        "inserted",
        "srcset",
        "values",
        "names",
        "quotes",
        "pager",
    ],
)
def test_large_pages_are_read_or_refused_within_two_seconds(html):
    started = time.process_time()
    read(html)
    assert time.process_time() - started < 2


def test_a_page_nested_too_deeply_is_refused_and_not_cut_short():
    with pytest.raises(ExtractionError, match="nested too deeply"):
        extract_page((PROSE + "<div>" * 20_000 + PROSE).encode(), URL)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"<html><body></body></html>", "No article"),
        (b'{"code": 404}', "is not there"),
        (bytes(range(256)) * 50, "not text"),
        (b"x" * 2_000_001, "too large"),
    ],
)
def test_what_is_no_page_is_refused_with_its_reason(body, reason):
    with pytest.raises(ExtractionError, match=reason):
        extract_page(body, URL)


def test_entities_are_neither_expanded_nor_fetched():
    page = read(
        '<!DOCTYPE html [<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY lol "lollol">]>'
        f"<p>&file;&lol;&lol;{PROSE}</p>"
    )
    assert "root:" not in page.body_text
    assert "lollol" not in page.body_text


def test_unprintable_characters_are_left_out():
    page = read(f"<title>示例\x00标\u202e题测试</title><p>\x00&#xD800;\u200b</p>{PROSE}")
    assert page.title == "示例标题测试"
    assert not set("\x00\u200b\ud800") & set(page.body_text + page.body_html)


def test_scripts_and_handlers_do_not_reach_the_body():
    page = read(
        f"{PROSE}<p onclick=x()>他说，<a href='javascript:alert(1)'>看这里</a>"
        f"<img src='https://img.example.com/1.jpg' onerror=x()><svg onload=x()></svg></p>"
        f"<script>x()</script><style>p{{}}</style><iframe src=//a></iframe>{PROSE}"
    )
    for word in ("script", "onclick", "onerror", "svg", "style", "iframe", "x()"):
        assert word not in page.body_html


TAGS = ["p", "div", "table", "tr", "td", "ul", "li", "h1", "b", "a href='/x'", "br", "figure"]
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag.split()[0]}>" for tag in TAGS]),
    st.sampled_from(["<img src='/1.jpg'>", "来源：", "2024-13-45 25:61", "2024年2月30日", "&#x0;"]),
    st.text(max_size=20),
    st.just(PROSE),
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_page_gives_a_clean_article_or_a_refusal(html):
    page = read(html)
    if page:
        assert clean_page_body(page.body_html) == page.body_html
        assert all(image.src.startswith(("http://", "https://")) for image in page.images)


@settings(deadline=None)
@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes_and_any_address_raise_nothing_else(body, url):
    with contextlib.suppress(ExtractionError):
        extract_page(body, url)
