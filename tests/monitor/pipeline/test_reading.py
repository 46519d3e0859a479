"""The shapes that real sources have, in samples of our own."""

from __future__ import annotations

import contextlib
import json
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import MonitorError, ParseError
from monitor.models import Source
from monitor.net import Response
from monitor.pipeline.harvest import harvest
from monitor.pipeline.reading import read

URL = "https://news.example/list/index.html"
DAY = date(2026, 11, 18)


def answer(text: str, url: str = URL) -> Response:
    return Response(url, 200, body=text.encode())


def found(text: str, **fields: str) -> list[tuple[str, str, date | None]]:
    named = {name if hasattr(Source, name) else f"{name}_selector": fields[name] for name in fields}
    source = Source(**{"kind": "listing", "url": URL} | named)
    source.clean()
    items = harvest(source, answer(text)).items
    return [(item.url, item.title, item.published_on) for item in items]


def item(path: str, title: str = "样例标题") -> tuple[str, str, date | None]:
    return (f"https://news.example{path}", title, DAY)


SHAPES = {
    "title in an attribute": (
        """<ul class="zxxx_list mt20"><li><a href="/c/1.shtml" title="样例标题">样例…</a>
        <span class=ml>2026-11-18</span></li></ul>""",
        {"item": "ul.zxxx_list li", "title": "a@title", "date": "span.ml, span"},
        item("/c/1.shtml"),
    ),
    "rows in CDATA": (
        """<script type="text/xml"><datastore><recordset><record><![CDATA[<li><span>1</span>
        <span><a href="/col/x">栏目</a></span>
        <span><a href="/art/1.html" title="样例标题">样</a></span>
        <span>2026-11-18</span></li>]]></record></recordset></datastore></script>""",
        {"item": "script li", "link": "a[href*='/art/']", "title": "a@title",
         "date": "span:nth-of-type(4)"},
        item("/art/1.html"),
    ),
    "links by a rule": (
        """<h4><a href="/zhengce/2026/content_1.htm">样例标题</a> 2026-11-18</h4>
        <h4><a href="/about">关于</a></h4>""",
        {"item": "h4, div.subtitle", "allowed_links": "/zhengce/*content_*.htm$"},
        item("/zhengce/2026/content_1.htm"),
    ),
    "day before month": (
        """<ul class=list><li><div class=left><b>18</b><i>2026.11</i></div><div class=right>
        <a class=type href="/Html/1.html" title="样例标题">样例</a></div></li></ul>""",
        {"item": "ul.list > li", "link": ".right a.type", "title": "a@title", "date": ".left"},
        item("/Html/1.html"),
    ),
    "date in an attribute": (
        """<ul><li><a href="1.html" title="样例标题 2026-11-18">样例标题</a></li></ul>""",
        {"item": "li", "title": "a", "date": "a@title"},
        item("/list/1.html"),
    ),
    "link by its address": (
        """<div class=b><div class=Title><a href="x">全部</a><a href="D_1.aspx">样例标题</a></div>
        <div class=Time>2026年11月18日 09:30</div></div>""",
        {"item": ".b", "link": ".Title a[href*='D_']", "date": ".Time"},
        item("/list/D_1.aspx"),
    ),
    "HTML in JSON": (
        json.dumps({"data": {"html": "<ul><li><a href='/1'>样例标题</a><i>2026-11-18</i>"}}),
        {"item": "ul > li", "date": "i"},
        item("/1"),
    ),
    "variable of a script": (
        "<script>var items = [{id: '7', title: '样例标题', time: '2026-11-18 09:30'},];</script>",
        {"kind": "json", "item": "items", "link": "content_{id}.html", "date": "time"},
        item("/list/content_7.html"),
    ),
    "JSONP": (
        """life({"data": {"total": 1, "list": [{"title": "样例标题",
        "focus_date": "2026-11-18 09:30:00", "url": "https://news.example/1.shtml"}]}})""",
        {"kind": "json", "item": "data.list", "date": "focus_date"},
        item("/1.shtml"),
    ),
    "lists in a list": (
        """{"modules": [{"news": []}, {"news": [{"id": 7, "title": "样例标题",
        "publishTime": 1795010000}]}]}""",
        {"kind": "json", "item": "modules[].news[]", "date": "publishTime",
         "link": "https://news.example/detail?id={id}"},
        item("/detail?id=7"),
    ),
    "HTML in a title": (
        """{"rows": [{"title": "<em>样例</em>标题", "to": "../1/c.html", "d": "20261118"}]}""",
        {"kind": "json", "item": "rows", "link": "to", "date": "d"},
        item("/1/c.html"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_shape_is_read(name):
    text, fields, expected = SHAPES[name]
    assert found(text, **fields) == [expected]


KINDS = [
    Source(kind="feed", url=URL, allowed_links="/a"),
    Source(kind="listing", url=URL, item_selector="script li, li", date_selector="i"),
    Source(kind="json", url=URL, item_selector="a.b", link_selector="{c}", date_selector="d"),
    Source(kind="sitemap", url=URL),
    Source(kind="listing", url="https://s.example/?q={query}", keywords="x", item_selector="li"),
]
_bits = st.sampled_from(
    [
        "<li>", "<a href=", "'/1'>", "&#xD800;", "\x00", "\u202e", "<script>", "<![CDATA[", "]]>",
        "{", "}", "[", "]", '"a"', ":", ",", '"b"', '"c"', '"d"', "99999999999", "1711670400",
        "2024年3月29日", "昨天", "99999999-01-01", "2026-01-01T00:00:00+9999", "<urlset>", "<url>",
        "<loc>", "http://[", "</loc>", "</url>", "<rss version='2.0'><channel><item><link>", "&a;",
        "<!ENTITY a 'b'>", "\ufeff", "样例",
    ]
)  # fmt: skip


@pytest.mark.parametrize("source", KINDS, ids=lambda source: source.kind)
@settings(max_examples=60)
@given(bits=st.lists(_bits, max_size=25), charset=st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_any_answer_gives_items_or_says_why_not(source, bits, charset):
    body = "".join(bits).encode(charset, "replace")
    with contextlib.suppress(MonitorError):
        for found_item in harvest(source, Response(URL, 200, body=body)).items:
            assert len(found_item.key) == 64


HOSTILE = {
    "deep": b"<a>" * 20_000,
    "deep JSON": b"[" * 1_000_000,
    "many": b"<" * 300_000,
    "attributes": b"<li " + b" ".join(b"a%d=1" % number for number in range(200_000)) + b">",
    "laughs": b"<!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss>&b;</rss>",
    "large": b"<li><a href=/1>x</a></li>" * 400_000,
    "large JSON": b'[{"a":' + b"[1]," * 2_000_000,
    "blanks": b" " * 9_000_000,
    "file name": b"/etc/passwd",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("source", KINDS[1:], ids=lambda source: source.kind)
def test_hostile_answer_takes_no_time(source, name):
    begun = time.process_time()
    with contextlib.suppress(MonitorError):
        harvest(source, Response(URL, 200, body=HOSTILE[name]))
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("next_page", "number", "expected"),
    [
        ("index_{page-1}.html", 1, "https://news.example/list/index_1.html"),
        ("index_{page-1}.html", 2, "https://news.example/list/index_2.html"),
        ("/list?p={page}", 2, "https://news.example/list?p=3"),
        ("a.next", 1, "https://news.example/list/2.html"),
        ("", 1, None),
        ("/list?p={page}", 3, None),
    ],
)
def test_further_page_is_named_up_to_the_limit(next_page, number, expected):
    source = Source(kind="listing", url=URL, item_selector="li", next_page=next_page, max_pages=3)
    page = answer("<ul><li><a href=1.html>样例</a></li></ul><a class=next href=2.html>下一页</a>")
    assert read(source, page, number).further == ((expected,) if expected else ())


def test_further_page_of_a_search_has_its_keyword():
    source = Source(
        kind="json", url="https://s.example/?q={query}", keywords="医保",
        next_page="?q={query}&p={page}",
    )  # fmt: skip
    reading = read(source, answer("[]", "https://s.example/?q=x"))
    assert reading.further == ("https://s.example/?q=%E5%8C%BB%E4%BF%9D&p=2",)


def test_more_than_200_items_are_cut_to_the_newest():
    days = [f"{2000 + n // 12}-{n % 12 + 1:02d}-01" for n in range(300)]
    rows = [{"url": f"/{n}", "title": "样例", "d": day} for n, day in enumerate(days)]
    source = Source(kind="json", url=URL, date_selector="d")
    harvested = harvest(source, answer(json.dumps(rows)))
    assert harvested.seen == 300
    assert {str(item.published_on) for item in harvested.items} == set(days[100:])


def test_list_whose_links_all_lead_elsewhere_is_an_error():
    with pytest.raises(ParseError, match="No link of the list is one of those that count"):
        found("<li><a href=/1>x</a></li>", item="li", allowed_links="/art/")


def test_feed_without_links_that_count_is_no_error():
    feed = (
        "<rss version='2.0'><channel><item><link>http://a.example/1</link></item></channel></rss>"
    )
    assert found(feed, kind="feed", allowed_links="/art/") == []
