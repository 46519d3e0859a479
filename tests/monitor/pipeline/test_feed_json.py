"""JSON Feed, and what only looks like it. Samples are our own."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from monitor.errors import ParseError
from monitor.pipeline.parse import parse_feed

URL = "https://news.example/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"


def parse(**feed: object):
    return parse_feed(json.dumps({"version": VERSION, **feed}).encode(), URL, "application/json")


def test_json_item_gives_its_fields():
    (item,) = parse(
        items=[
            {
                "id": "1",
                "url": "/1.html",
                "title": "样例 &amp; 甲",
                "content_html": "<p>摘要<b>样例</b></p>",
                "date_published": "2026-11-20T08:00:00+08:00",
            }
        ]
    )
    assert (item.url, item.title) == ("https://news.example/1.html", "样例 & 甲")
    assert item.summary == "摘要样例"
    assert item.published_at == datetime(2026, 11, 20, tzinfo=UTC)


def test_note_without_a_title_is_named_by_its_link():
    (item,) = parse(items=[{"id": "https://news.example/2", "content_text": "样例"}])
    assert (item.url, item.title) == ("https://news.example/2",) * 2


@pytest.mark.parametrize(
    "items", [None, "x", 5, [], [None, 5, "x"], [{"url": 5, "title": []}], [{"url": "data:,x"}]]
)
def test_odd_items_are_left_out(items):
    assert parse(items=items) == ()


@pytest.mark.parametrize(
    "body",
    [b"{}", b'{"version": 1}', b"{" * 100_000, b'{"a":' * 100_000, b"{'", b'{"version": ""}'],
)
def test_json_that_is_no_feed_is_an_error(body):
    with pytest.raises(ParseError):
        parse_feed(body, URL)
