"""Selectors for a list page, proposed from its rows."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.discovery.proposing import propose_selectors
from monitor.pipeline.listing import Selectors, read_listing
from monitor.pipeline.parse import found_items
from tests.monitor.discovery import pages

URL = "https://www.example.cn/xw/"
DAYS = [f"2026-11-{18 - number:02d}" for number in range(len(pages.TITLES))]


def first(html: str) -> Selectors:
    return propose_selectors(html)[0].selectors


def read(html: str, selectors: Selectors) -> list[tuple[str, str]]:
    items = found_items(read_listing(html, URL, selectors).items, URL)
    return [(item.title, str(item.published_on)) for item in items]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (pages.GOVERNMENT, Selectors("ul.zx_list > li", date="span")),
        (pages.SPLIT, Selectors("div.list_box ul > li", date="span.time")),
        (pages.TABLE, Selectors("table.tb > tr", date="td:nth-of-type(2)")),
        (pages.PICTURE_FIRST, Selectors("div.item", link="h3 > a", date="i")),
        (pages.WHOLE_ROW, Selectors("a.card", title="h4", date="em")),
        (pages.DATE_IN_TITLE, Selectors("ul.list > li", date="span.rq")),
        (pages.UNNAMED, Selectors("body > div > div > p")),
        (pages.IN_SCRIPT, Selectors("script datastore > recordset > record", date="span")),
    ],
)
def test_list_is_named_by_what_stays_the_same(html, expected):
    assert first(html) == expected


@pytest.mark.parametrize(
    "html",
    [pages.GOVERNMENT, pages.SPLIT, pages.TABLE, pages.PICTURE_FIRST, pages.WHOLE_ROW,
     pages.UNNAMED, pages.IN_SCRIPT],
)  # fmt: skip
def test_proposed_selectors_read_every_row_with_its_date(html):
    assert read(html, first(html)) == list(zip(pages.TITLES, DAYS, strict=True))


def test_date_beside_the_title_is_taken_not_the_one_in_it():
    rows = read(pages.DATE_IN_TITLE, first(pages.DATE_IN_TITLE))
    assert [day for _title, day in rows] == DAYS


def test_several_lists_of_a_front_page_are_proposed_the_dated_first():
    proposals = propose_selectors(pages.FRONT)
    assert [proposal.selectors.item for proposal in proposals] == [
        "div.news_list ul > li", "div.tz_list ul > li", "div.hot ul > li",
    ]  # fmt: skip
    assert [proposal.rows for proposal in proposals] == [6, 6, 6]
    assert proposals[1].score > 2 * proposals[2].score


@pytest.mark.parametrize(
    "html", ["", pages.NO_LIST, pages.page(""), "\0<<<", "<a href=x>短</a>" * 9]
)
def test_page_without_a_list_gets_no_proposal(html):
    assert propose_selectors(html) == []


@given(st.text(alphabet="<>ahref='/ulidv 样例新闻2026-11\0", max_size=300))
def test_any_text_is_borne(html):
    propose_selectors(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + pages.GOVERNMENT,
        "<ul>" + "<li><a href='/1.html'>样例新闻标题一条</a> 2026-11-18</li>" * 20_000 + "</ul>",
        "<" * 300_000,
        f"<li><a href='/{'a' * 400_000}'>样例新闻标题一条</a></li>" * 4,
        "<p " + " ".join(f"a{number}=1" for number in range(20_000)) + ">",
        "".join(f"<div><a href='/{n}.html'>样例新闻标题{n}</a>" for n in range(3_000)),
    ],
)  # fmt: skip
def test_hostile_pages_take_no_longer_than_a_moment(html):
    begun = time.monotonic()
    propose_selectors(html)
    assert time.monotonic() - begun < 5
