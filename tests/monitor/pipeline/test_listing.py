from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import ParseError
from monitor.pipeline.items import MAX_ITEMS
from monitor.pipeline.listing import Selectors, parse_listing

URL = "https://news.example/list/index.html"
ROWS = Selectors(item="ul.news li")


def page(*rows: str, head: str = "") -> str:
    inner = "".join(f"<li>{row}</li>" for row in rows)
    return f"<html><head>{head}</head><body><ul class=news>{inner}</ul></body></html>"


def parse(text: str, selectors: Selectors = ROWS, charset: str = "utf-8"):
    return parse_listing(text.encode(charset), URL, selectors)


def test_row_gives_link_title_and_date():
    (item,) = parse(page('<a href="1.html">样例　标题</a><span>2026-11-18</span>'))
    assert (item.url, item.title, item.published_on, item.published_at) == (
        "https://news.example/list/1.html",
        "样例 标题",
        date(2026, 11, 18),
        None,
    )


def test_selectors_choose_among_several_parts():
    row = (
        '<a class=section href="/section">栏目</a><h3>样例标题</h3><i>2020-01-01</i>'
        '<div class=more><a href="/2.html">详情</a></div><time>2026年11月18日</time>'
    )
    selectors = Selectors(item="li", link=".more", title="h3", date="time")
    (item,) = parse(page(row), selectors)
    assert (item.url, item.title, item.published_on) == (
        "https://news.example/2.html",
        "样例标题",
        date(2026, 11, 18),
    )


def test_row_may_be_the_link_itself():
    (item,) = parse(page('<a href="/1"><b>样例</b> <i>2026.11.18</i></a>'), Selectors(item="li a"))
    assert (item.url, item.published_on) == ("https://news.example/1", date(2026, 11, 18))


def test_cut_title_is_completed_from_the_attribute():
    rows = [
        '<a href="/1" title="样例标题的全文">样例标题…</a>',
        '<a href="/2" title="点击打开">样例标题</a>',
        '<a href="/3" title="样例标题"><img src="x.png"></a>',
        '<a href="/4"></a>',
    ]
    assert [item.title for item in parse(page(*rows))] == [
        "样例标题的全文",
        "样例标题",
        "样例标题",
        "https://news.example/4",
    ]


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ('<base href="https://cdn.example/x/">', "https://cdn.example/x/1.html"),
        ('<base href="/y/">', "https://news.example/y/1.html"),
        ('<base target="_blank">', "https://news.example/list/1.html"),
        ('<base href="http://[bad">', "https://news.example/list/1.html"),
    ],
)
def test_links_are_completed_by_the_base(base, expected):
    (item,) = parse(page('<a href="1.html">样例</a>', head=base))
    assert item.url == expected


def test_links_that_lead_nowhere_are_left_out():
    hrefs = [
        "javascript:void(0)",
        "java\nscript:alert(1)",
        "mailto:a@b.example",
        "http://[::1",
        "/1",
    ]
    items = parse(page(*(f'<a href="{href}">样例</a>' for href in hrefs), "<b>样例</b>"))
    assert [item.url for item in items] == ["https://news.example/1"]


def test_repeated_links_count_once_and_long_lists_are_cut():
    rows = [f'<a href="/{n // 2}">样例 {n}</a>' for n in range(2 * MAX_ITEMS + 20)]
    items = parse(page(*rows))
    assert len(items) == MAX_ITEMS
    assert [item.url for item in items[:2]] == ["https://news.example/0", "https://news.example/1"]


def test_list_in_gb18030_is_read():
    text = page('<a href="/1">示例市双㐂镇医院的信息化建设</a>', head="<meta charset=gb2312>")
    (item,) = parse(text, charset="gb18030")
    assert item.title == "示例市双㐂镇医院的信息化建设"


@pytest.mark.parametrize("selectors", [Selectors("li >"), Selectors("li::before"),
                                       Selectors("li", link="a[href"), Selectors("li", title="::"),
                                       Selectors("li", date="("), Selectors("")])  # fmt: skip
def test_malformed_selector_is_named(selectors):
    with pytest.raises(ParseError, match="selector is malformed"):
        parse(page('<a href="/1">样例</a>'), selectors)


@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")
@pytest.mark.parametrize(
    "text",
    ["", "<html></html>", page("<b>样例</b>"), '<ol><li><a href="/1">样例</a></li></ol>', "\x00",
     '<?xml version="1.0"?><rss><item><link>/1</link></item></rss>'],
)  # fmt: skip
def test_redesigned_page_is_an_error(text):
    with pytest.raises(ParseError, match="redesigned"):
        parse(text)


@settings(deadline=None, max_examples=80)
@given(st.text(alphabet="lia. >+~:()[]='\"#*,\\|^$nth-child", max_size=20), st.binary(max_size=100))
def test_any_selector_and_page_give_items_or_a_parse_error(selector, body):
    page_body = page('<a href="/1">样例</a>').encode() + body
    with contextlib.suppress(ParseError):
        assert parse_listing(page_body, URL, Selectors("li", title=selector, date=selector))
