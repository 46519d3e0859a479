from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from monitor.models import Source

URL = "https://news.example/list"


def errors(**fields: object) -> dict[str, list[str]]:
    try:
        Source(**{"name": "样例", "url": URL} | fields).clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kind": "sitemap"},
        {"kind": "json"},
        {"kind": "json", "item_selector": "data.list", "link_selector": "/show?id={id}"},
        {"kind": "listing", "item_selector": "script li", "title_selector": "a@title"},
        {"kind": "listing", "item_selector": "li", "next_page": "a.next"},
        {"kind": "listing", "item_selector": "li", "next_page": "index_{page-1}.html"},
        {"url": "https://s.example/?q={query}", "keywords": "医院"},
        {"allowed_links": "/art/\nnews.example"},
        {"item_selector": "li >"},  # left over from another kind
    ],
)
def test_what_the_kind_needs_is_there(fields):
    assert errors(**fields) == {}


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"kind": "listing"}, "item_selector"),
        ({"kind": "listing", "item_selector": "li["}, "item_selector"),
        ({"kind": "listing", "item_selector": "li", "summary_selector": "p >"}, "summary_selector"),
        ({"kind": "listing", "item_selector": "li", "next_page": "a["}, "next_page"),
        ({"kind": "json", "item_selector": "data..list"}, "item_selector"),
        ({"kind": "json", "link_selector": "/show?id={id"}, "link_selector"),
        ({"kind": "json", "date_selector": "span.date > b"}, "date_selector"),
        ({"kind": "json", "next_page": "a.next"}, "next_page"),
        ({"keywords": "医院"}, "url"),
        ({"url": "https://s.example/?q={query}"}, "keywords"),
        ({"allowed_links": "*.html"}, "allowed_links"),
    ],
)
def test_what_the_kind_lacks_is_said_at_its_field(fields, at):
    assert list(errors(**fields)) == [at]


def test_each_keyword_has_its_turn():
    source = Source(url="https://s.example/?q={query}", keywords="医院\n医保")
    assert (source.keyword, source.asks_in_turn) == ("医院", True)
    assert source.address == "https://s.example/?q=%E5%8C%BB%E9%99%A2"
    source.last_keyword = source.keyword
    assert source.keyword == "医保"


def test_source_that_is_no_search_asks_for_its_address():
    source = Source(url=URL, keywords="医院")
    assert (source.address, source.keyword, source.asks_in_turn) == (URL, "", False)
    assert not Source(url="https://s.example/?q={query}", keywords="医院").asks_in_turn
