"""Where a page's feed may be."""

from __future__ import annotations

import time

import pytest

from monitor.discovery.links import feed_links, title_of, usual_feeds

PAGE = """<html><head><title> 示例健康报 &amp; 样例
 </title>
<link rel="alternate" type="application/rss+xml" title="示例" href="/feed.xml">
<link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="https://f.example/atom">
<link rel="alternate" type="application/rss+xml" title="示例 » 评论" href="/feed2">
<link rel="alternate" type="application/rss+xml" title="示例" href="/comments/feed">
<link rel="alternate" type="application/rss+xml" href="/feed.xml">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
<link rel="alternate" type="application/rss+xml" href="http://[::1">
<link rel="alternate" hreflang="en" href="/en/"><link rel="stylesheet" href="a.css">
</head></html>"""


def test_feeds_of_the_page_are_given_once_but_not_those_of_comments():
    assert feed_links(PAGE, "https://news.example/xw/") == (
        "https://news.example/feed.xml",
        "https://f.example/atom",
    )


def test_no_more_than_five_feeds_are_looked_at():
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/{number}">'
        for number in range(100)
    )
    assert len(feed_links(links, "https://news.example/")) == 5


def test_usual_places_are_on_the_same_host():
    places = usual_feeds("https://news.example:8443/xw/index.html?a=1")
    assert len(places) == 5
    assert all(place.startswith("https://news.example:8443/") for place in places)
    assert "https://news.example/feed" not in usual_feeds("https://news.example/feed")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAGE, "示例健康报 & 样例"),
        ("<rss><channel><title><![CDATA[ 示例 ]]></title></channel></rss>", "示例"),
        ("<p>样例</p>", ""),
        ("<title>没有结尾", ""),
    ],
)
def test_title_is_read_from_pages_and_feeds(text, expected):
    assert title_of(text) == expected


@pytest.mark.parametrize(
    "text",
    ["<title>" * 40_000, "<title" + " " * 300_000, "<link rel=alternate " * 20_000,
     "<div>" * 60_000 + PAGE],
)  # fmt: skip
def test_hostile_pages_take_no_longer_than_a_moment(text):
    begun = time.monotonic()
    assert title_of(text) == ""
    assert feed_links(text, "https://news.example/") == ()
    assert time.monotonic() - begun < 3
