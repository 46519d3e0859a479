from __future__ import annotations

import contextlib
import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ParseError
from monitor.pipeline.feed_item import ToldItem
from monitor.pipeline.items import MAX_ITEMS
from monitor.pipeline.sitemap import MAX_SITEMAPS, Sitemap, read_sitemap

URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'


def url(number: int, more: str = "") -> str:
    return f"<url><loc> https://news.example/{number}.html\n</loc>{more}</url>"


def links(sitemap: Sitemap) -> list[str]:
    return [item.links[0] for item in sitemap.items]


def read(*parts: str, root: str = f"{URLSET}>") -> Sitemap:
    return read_sitemap(f"{root}{''.join(parts)}</{root[1:7]}>".encode())


def test_page_gives_its_address_alone():
    (item,) = read(url(1, "<lastmod>2026-11-18</lastmod>")).items
    assert item == ToldItem(("https://news.example/1.html",), dates=(("", None),))


def test_news_give_title_and_date():
    picture = (
        "<image:image><image:loc>https://x.example/</image:loc>"
        "<image:title>图</image:title></image:image>"
    )
    news = (
        "<news:news><news:publication><news:name>示例报</news:name></news:publication>"
        "<news:publication_date>2026-11-18T09:30:00+08:00</news:publication_date>"
        "<news:title>样例 &lt;b&gt; &amp; 其余</news:title></news:news>"
    )
    (item,) = read(url(1, picture + news), root=f"{URLSET} {NEWS} {IMAGE}>").items
    assert item == ToldItem(
        ("https://news.example/1.html",), "样例 &lt;b&gt; &amp; 其余",
        dates=(("2026-11-18T09:30:00+08:00", None),),
    )  # fmt: skip


def test_newest_pages_are_taken():
    days = [url(n, f"<lastmod>{2000 + n % 1000}-01-01</lastmod>") for n in range(1000)]
    assert links(read(*days)) == [
        f"https://news.example/{n}.html" for n in range(999, 999 - MAX_ITEMS, -1)
    ]


def test_undated_pages_keep_their_order():
    assert links(read(url(2), url(1), url(3))) == [
        f"https://news.example/{n}.html" for n in (2, 1, 3)
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([("a", "2026-11-17"), ("b", "2026-11-18"), ("c", "2020")], ["b", "a", "c"]),
        ([("post9", ""), ("post10", ""), ("post11", "")], ["post11", "post10", "post9"]),
        ([("page1", ""), ("news", ""), ("x2026-11", "")], ["news", "x2026-11", "page1"]),
        ([(str(n), "") for n in range(20)], ["19", "18", "17"]),
    ],
)
def test_newest_sitemaps_of_an_index_are_named(names, expected):
    listed = (
        f"<sitemap><loc>https://www.example/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in names
    )
    index = read_sitemap(f"<sitemapindex>{''.join(listed)}</sitemapindex>".encode())
    assert index == Sitemap((), tuple(f"https://www.example/{name}.xml" for name in expected))
    assert len(expected) <= MAX_SITEMAPS


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(f"{URLSET}>{url(1)}</urlset>".encode()),
        f'<?xml version="1.0" encoding="gb2312"?>{URLSET}>{url(1)}</urlset>'.encode("gb18030"),
        f"\ufeff<?xml version='1.0'?><!-- 样例 -->{URLSET}>{url(1)}</urlset>".encode(),
        f"<s:urlset xmlns:s='x'>{url(1)}".encode(),
        f"<urlset>{url(1)}<url><loc>cut of".encode(),
        b"https://news.example/1.html\r\n\r\n",
    ],
)
def test_other_forms_are_read(body):
    assert links(read_sitemap(body))[:1] == ["https://news.example/1.html"]


def test_bare_ampersand_in_an_address_does_no_harm():
    body = b"<urlset><url><loc>https://news.example/?a=1&b=2&amp;c=3</loc></url></urlset>"
    assert links(read_sitemap(body)) == ["https://news.example/?a=1&b=2&c=3"]


def test_empty_sitemap_is_no_error():
    assert read() == Sitemap()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"x", b"<html><body>captcha</body></html>", b"<rss><channel/></rss>", b"\x1f\x8bx",
        b"<!DOCTYPE html><urlset></urlset>", b"/etc/passwd",
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url>&a;</url>',
        b"https://news.example/1.html\nsomething else",
    ],
)  # fmt: skip
def test_what_is_no_sitemap_is_an_error(body):
    with pytest.raises(ParseError):
        read_sitemap(body)


def test_bomb_is_refused():
    with pytest.raises(ParseError, match="too large"):
        read_sitemap(gzip.compress(b"<urlset>" + b" " * 20_000_000))


@pytest.mark.parametrize(
    "body",
    [
        b"<urlset>" + b"<url>" * 500_000,
        b"<urlset>" + b"<url/>" * 500_000,
        b"<urlset>" + b"<url><loc>&a;</loc></url>" * 100_000,
        b"<urlset><url " + b" ".join(b"a%d='1'" % number for number in range(100_000)) + b"/>",
        b"<urlset>" + b"&" * 1_000_000,
        b"<" * 300_000,
    ],
    ids=lambda body: body[:20],
)
def test_hostile_sitemap_takes_no_time(body):
    begun = time.process_time()
    with contextlib.suppress(ParseError):
        read_sitemap(body)
    assert time.process_time() - begun < 2


@given(
    st.text(alphabet="<>/urlsetocma&;\"'= \x00\ud800例", max_size=80).map(
        lambda text: text.encode("utf-8", "replace")
    )
    | st.binary()
)
def test_any_bytes_give_a_sitemap_or_a_parse_error(body):
    for before in (b"", b"<urlset><url><loc>https://a.example/", b"\x1f\x8b"):
        with contextlib.suppress(ParseError):
            assert isinstance(read_sitemap(before + body), Sitemap)
