"""JSON Feed, and what only looks like it. Samples are our own."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@pytest.mark.parametrize("sign", ["\0", "\x08", "\ud800", "\u202e", "\ufffe"])
def test_what_cannot_be_printed_is_gone(sign):
    title = f"<?xml version='1.0' encoding='utf-8'?>甲{sign}<b>乙</b>"
    (item,) = parse(items=[{"url": "/1", "title": title, "summary": f"丙{sign}丁"}])
    assert (item.title, item.summary) == ("甲乙", "丙丁")


_VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=5,
)
_NAMES = st.sampled_from(["url", "id", "title", "summary", "content_html", "date_published"])


@settings(deadline=None, max_examples=100)
@given(st.lists(st.dictionaries(_NAMES, _VALUES), max_size=3))
def test_any_values_give_items_that_can_be_stored(items):
    for item in parse(items=items):
        assert item.url.startswith("http")
        (item.title + item.summary).encode()


@pytest.mark.parametrize(
    "body",
    [b"{}", b'{"version": 1}', b"{" * 100_000, b'{"a":' * 100_000, b"{'", b'{"version": ""}'],
)
def test_json_that_is_no_feed_is_an_error(body):
    with pytest.raises(ParseError):
        parse_feed(body, URL)
