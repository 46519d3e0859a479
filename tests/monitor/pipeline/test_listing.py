from __future__ import annotations

import contextlib
import json
import time
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ParseError
from monitor.pipeline.extract.moments import ZONE
from monitor.pipeline.listing import NoRowsError, Selectors, read_listing
from monitor.pipeline.parse import found_items

URL = "https://news.example/list/index.html"
ROWS = Selectors(item="ul.news li")


def page(*rows: str, head: str = "") -> str:
    inner = "".join(f"<li>{row}</li>" for row in rows)
    return f"<html><head>{head}</head><body><ul class=news>{inner}</ul></body></html>"


def parse(text: str, selectors: Selectors = ROWS):
    return found_items(read_listing(text, URL, selectors).items, URL)


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


def test_repeated_links_count_once():
    items = parse(page(*(f'<a href="/{n // 2}">样例 {n}</a>' for n in range(4))))
    assert [item.url for item in items] == ["https://news.example/0", "https://news.example/1"]


@pytest.mark.parametrize("selectors", [Selectors("li >"), Selectors("li::before"),
                                       Selectors("li", link="a[href"), Selectors("li", title="::"),
                                       Selectors("li", date="("), Selectors("")])  # fmt: skip
def test_malformed_selector_is_named(selectors):
    with pytest.raises(ParseError, match="is not a CSS selector"):
        parse(page('<a href="/1">样例</a>'), selectors)


@pytest.mark.parametrize(
    "text",
    [
        '<ol><li><a href="/1">样例</a></li></ol>',
        '<?xml version="1.0"?><rss><item><link>/1</link></item></rss>',
        "<html><p>captcha</p></html>",
    ],
)
def test_page_without_a_row_is_redesigned(text):
    with pytest.raises(
        NoRowsError, match=r"no row that fits “ul\.news li”: has it been redesigned"
    ):
        parse(text)


@pytest.mark.parametrize("row", ["<b>样例</b>", '<a href="javascript:x()">样例</a>', "<a>样例</a>"])
def test_rows_without_a_link_are_an_error(row):
    with pytest.raises(NoRowsError, match="mend the link selector"):
        parse(page(row))


@pytest.mark.parametrize("text", ["", " ", "\x00", "<li>" * 50_000, "\x01\x02\x03\x04"])
def test_what_is_no_page_is_an_error(text):
    with pytest.raises(ParseError):
        parse(text)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('<a href="/1">11月1日发布会</a> 2026年11月18日', date(2026, 11, 18)),
        ('<a href="/1">2020年1月1日的样例</a><i>2026-11-18</i>', date(2026, 11, 18)),
        ('<a href="/1">2026年11月18日的样例</a>', date(2026, 11, 18)),
        ('<a href="/1">样例</a><b>18</b><i>2026-11</i>', date(2026, 11, 18)),
        ('<a href="/1">样例</a><b>18</b><i>2026年11月</i>', date(2026, 11, 18)),
        ('<a href="/1">样例</a><b>99</b><i>2026-11</i>', None),
        ('<a href="/1">3天前的样例</a>', None),
        (f'<a href="/1">样例</a><p>据通报，3天前，{"样例" * 15}</p>', None),
        ('<a href="/1">样例</a>', None),
    ],
)
def test_date_stands_beside_the_headline(row, expected):
    (item,) = parse(page(row))
    assert item.published_on == expected


@pytest.mark.parametrize("selectors", [Selectors("li"), Selectors("li", date="i")])
def test_date_may_count_from_today(selectors):
    row = '<a href="/1">样例</a><b>示例报</b> <i>昨天</i>'
    (item,) = parse(page(row), selectors)
    assert item.published_on == timezone.localdate() - timedelta(days=1)


def test_time_is_kept_and_its_text_is_no_part_of_the_title():
    row = '<a href="/1">样例标题 <span>2026-11-18 09:30</span></a>'
    (item,) = parse(page(row), Selectors("li", date="span"))
    assert (item.title, item.published_at) == (
        "样例标题", datetime(2026, 11, 18, 9, 30, tzinfo=ZONE),
    )  # fmt: skip


def test_attributes_may_be_selected():
    row = (
        '<a data-url="/2" title="全文" href="/count?1">半</a><p title="摘要 & 其余">x</p>'
        '<i d="2026-11-18"/>'
    )
    selectors = Selectors("li", link="a@data-url", title="a@title", date="i@d", summary="p@title")
    (item,) = parse(page(row), selectors)
    assert (item.url, item.title, item.summary, item.published_on) == (
        "https://news.example/2", "全文", "摘要 & 其余", date(2026, 11, 18),
    )  # fmt: skip


def test_headline_is_taken_from_the_link_that_has_words():
    row = '<a href="/1"><img src="x.png"></a><a href="/1">样例标题</a><a href="/2">评论</a>'
    (item,) = parse(page(row))
    assert (item.url, item.title) == ("https://news.example/1", "样例标题")


@pytest.mark.parametrize("title", ["", "a", "a@title", "h1"])
def test_marked_words_stay_one_title(title):
    row = '<a href="/1" title="样例标题">\n样例<em>标</em>题</a>'
    (item,) = parse(page(row), Selectors("li", title=title))
    assert item.title == "样例标题"


def test_title_that_is_missing_in_a_row_is_the_link_s_text():
    rows = ['<a href="/1" title="样例标题的全文">样例</a>', '<a href="/2">样例标题</a>']
    items = parse(page(*rows), Selectors("li", title="a@title"))
    assert [item.title for item in items] == ["样例标题的全文", "样例标题"]


def test_mark_up_in_a_title_stays_text():
    (item,) = parse(page('<a href="/1">&lt;b&gt; 与 &amp;amp;</a>'))
    assert item.title == "<b> 与 &amp;"


def test_selector_that_fits_what_is_around_rows_means_the_rows():
    menu = '<ul><li><a href="/section">栏目</a><ul><li><a href="/1">样例</a></li></ul></li></ul>'
    assert [item.url for item in parse(menu, Selectors("ul li"))] == ["https://news.example/1"]


ROW = '<li><a href="/art/1.html">样例</a><span>2026-11-18</span></li>'
RECORD = f"<datastore><record><![CDATA[{ROW}]]></record></datastore>"
ESCAPED = r'"\u003cli\u003e\u003ca href=\"\/art\/1.html\">样例<\/a> 2026-11-18"'


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        (RECORD, "record li"),
        (f'<div><script type="text/xml">{RECORD}</script></div>', "div > script li"),
        (f"<script>document.write('{ROW}');</script>", "script li"),
        (f'<script>var a = "<ul>" + `{ROW}`; /* "<li>" */</script>', "script li"),
        (f"<script>show({ESCAPED})</script>", "script li"),
        (json.dumps({"code": 0, "data": {"html": ROW, "total": 1}}), "li"),
        (f"callback({json.dumps([ROW])});", "li"),
        ("[" * 100 + json.dumps(ROW) + "]" * 100, "li"),
        ("{{ page }}" + ROW, "li"),
    ],
)
def test_rows_that_the_page_does_not_show_are_found(text, selector):
    (item,) = parse(text, Selectors(selector))
    assert (item.url, item.title, item.published_on) == (
        "https://news.example/art/1.html", "样例", date(2026, 11, 18),
    )  # fmt: skip


def test_scripts_are_looked_into_only_when_asked():
    text = f"<script>'{ROW}'</script><ol>{ROW.replace('art', 'page')}</ol>"
    (item,) = parse(text, Selectors("li"))
    assert item.url == "https://news.example/page/1.html"


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("", ""),
        ("a.next", "https://news.example/list/2.html"),
        ("a.next@data-x", "https://news.example/3.html"),
        (".none", ""),
    ],
)
def test_next_page_is_named(selector, expected):
    text = page('<a href="/1">样例</a>') + '<a class=next href="2.html" data-x="/3.html">下一页</a>'
    assert read_listing(text, URL, ROWS, selector).next_url == expected


def test_list_of_200_rows_is_read_in_50_ms():
    rows = [f'<a href="/a/{n}.html">示例市第 {n} 批</a><span>2026-11-18</span>' for n in range(200)]
    text, times = page(*rows), []
    for _run in range(5):
        begun = time.process_time()
        assert len(parse(text, Selectors("ul.news li", "a", "a", "span"))) == 200
        times.append(time.process_time() - begun)
    assert min(times) < 0.05


@pytest.mark.parametrize("selector", ["div div div a", "*:nth-child(2n+1)", "script a", "div"])
@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 200 + "<a href=/x>x</a>" * 15_000,
        "<ul>" + "<li>" * 39_000,
        "<ul>" + ("<li><div>" * 100 + "<a href=/x>x</a>" * 50) * 120,
        "<script>'" + "\\u003ca\\u003e" * 100_000 + "'</script>",
        "<script>'<a>'" * 19_000,
        '["<a href=1>",' * 30_000,
        '["' + "<a href=1>" * 39_000 + '"]',
        "[" * 500_000,
        "[" * 900 + '"<a href=/x>"' + "]" * 900,
        "<" * 300_000,
        "<![CDATA[" * 100_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_page_takes_no_time(text, selector):
    begun = time.process_time()
    with contextlib.suppress(ParseError):
        parse(text, Selectors(selector, title="div a", date="b b"))
    assert time.process_time() - begun < 2


@given(
    st.text(alphabet="lia. >+~:()[]='\"#*,\\|^$@nth-child", max_size=20),
    st.text(alphabet="<>/lia='\"![]CDATA{}script\x00\ud800样例", max_size=100),
)
def test_any_selector_and_page_give_items_or_a_parse_error(selector, text):
    with contextlib.suppress(ParseError):
        parse(page('<a href="/1">样例</a>') + text, Selectors("li", title=selector, date=selector))
    with contextlib.suppress(ParseError):
        parse(text, Selectors(selector or "li", link=selector))
