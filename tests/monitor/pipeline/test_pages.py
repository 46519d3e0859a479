from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from monitor.models import Entry
from monitor.net import Response
from monitor.pipeline.extract import Author, DateEvidence, Page
from monitor.pipeline.further_pages import Whole
from monitor.pipeline.pages import page_fields, text_digest

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
PAGE = Page(
    url="https://news.example/1.html", title="页面标题", source_name="示例健康报",
    published_on=date(2026, 11, 19), published_at=NOW, body_html="<p>正文</p>", body_text="正文",
    images=(), charset="gb18030",
    date_evidence=(DateEvidence("meta", "2026-11-19", "样例"),),
)  # fmt: skip


def fields_of(page: Page = PAGE, *, headers: Mapping[str, str] | None = None, **known: Any):
    entry = Entry(title="页面标题", **known)
    whole = Whole(page, (Response(page.url, 200, headers or {}),))
    return page_fields(entry, whole, "<p>正文</p>", [], NOW.date())


def item(value: str) -> dict[str, Any]:
    return {"kind": "item", "value": value, "text": value, "decided": True}


def test_page_fields_are_what_the_page_shows():
    fields = fields_of()
    assert (fields["title"], fields["source_name"], fields["published_on"]) == (
        "页面标题", "示例健康报", date(2026, 11, 19),
    )  # fmt: skip
    assert fields["date_evidence"] == [
        {"kind": "meta", "value": "2026-11-19", "text": "样例", "decided": True}
    ]
    assert (fields["state"], fields["due_at"], fields["error"]) == ("captured", None, "")


def test_page_that_shows_less_does_not_take_away_what_is_known():
    bare = replace(PAGE, title="", source_name="", date_evidence=())
    assert not {"title", "source_name", "published_on", "published_at"} & set(fields_of(bare))


def test_what_the_feed_said_stays_beside_what_the_page_says():
    fields = fields_of(date_evidence=[item("2026-11-18T08:00:00+08:00")])
    assert [(e["kind"], e["value"][:10], e["decided"]) for e in fields["date_evidence"]] == [
        ("meta", "2026-11-19", True),
        ("item", "2026-11-18", False),
    ]
    assert (fields["published_on"], fields["published_at"]) == (date(2026, 11, 19), None)
    assert fields["reading"]["doubts"] == ["dates-differ"]


def test_feed_of_the_same_day_gives_the_time_that_the_page_lacks():
    fields = fields_of(date_evidence=[item("2026-11-19T16:00:00+08:00")])
    assert fields["published_at"] == datetime(2026, 11, 19, 8, tzinfo=UTC)
    assert fields["confidence"] == 100


def test_date_of_the_feed_decides_when_the_page_has_none():
    fields = fields_of(replace(PAGE, date_evidence=()), date_evidence=[item("2026-11-18")])
    assert (fields["published_on"], fields["published_at"]) == (date(2026, 11, 18), None)


def test_when_the_server_wrote_the_page_is_kept_and_never_decides():
    headers = {"Last-Modified": "Fri, 20 Nov 2026 17:30:00 GMT"}
    fields = fields_of(replace(PAGE, date_evidence=()), headers=headers)
    assert fields["date_evidence"] == [
        {
            "kind": "http",
            "value": "2026-11-21T01:30:00+08:00",
            "text": headers["Last-Modified"],
            "decided": False,
        }
    ]
    assert "published_on" not in fields
    assert fields_of(headers={"Last-Modified": "soon"}) == fields_of()


def test_page_of_a_day_to_come_is_held_back_to_today_and_doubted():
    ahead = replace(PAGE, date_evidence=(DateEvidence("text", "2046-11-19T08:00:00+08:00", ""),))
    fields = fields_of(ahead)
    assert (fields["published_on"], fields["published_at"]) == (NOW.date(), None)
    assert (fields["reading"]["doubts"], fields["confidence"]) == (["date-ahead"], 80)


def test_headline_other_than_that_of_the_feed_is_doubted_once():
    page = replace(PAGE, title="另外一篇文章，说别的事情")
    assert fields_of(page)["reading"]["doubts"] == ["title-differs"]
    assert fields_of(page, state=Entry.State.CAPTURED)["reading"]["doubts"] == []


def test_original_outlet_and_authors_are_kept():
    page = replace(
        PAGE,
        original_outlet="示例社",
        origin="示例社北京11月19日电",
        authors=(Author("reporter", "张三"),),
        rules={"original_outlet": "dateline"},
    )
    fields = fields_of(page)
    assert (fields["original_outlet"], fields["authors"]) == (
        "示例社",
        [{"role": "reporter", "name": "张三"}],
    )
    assert fields["reading"] == {
        "rules": {"original_outlet": "dateline"},
        "doubts": [],
        "origin": "示例社北京11月19日电",
        "pages": [{"url": PAGE.url, "error": ""}],
    }


def test_missing_page_is_doubted_and_listed_with_its_reason():
    answer = Response(PAGE.url, 200)
    whole = Whole(PAGE, (answer,), "https://news.example/1_2.html", "坏了")
    fields = page_fields(Entry(title="页面标题"), whole, "", [], NOW.date())
    assert (fields["confidence"], fields["reading"]["doubts"]) == (75, ["pages-missing"])
    assert fields["reading"]["pages"] == [
        {"url": PAGE.url, "error": ""},
        {"url": "https://news.example/1_2.html", "error": "坏了"},
    ]


def test_long_fields_are_cut():
    fields = fields_of(replace(PAGE, title="甲" * 900, source_name="乙" * 900))
    assert (len(fields["title"]), len(fields["source_name"])) == (500, 100)


def test_text_digest_is_blind_to_white_space_and_width():
    assert text_digest("样例 ＡＢ（一）\n") == text_digest("样例\tAB(一)")
    assert text_digest("样例") != text_digest("样品")
    assert text_digest(" \n") == text_digest("") == ""
    assert len(text_digest("\ud800")) == 64
