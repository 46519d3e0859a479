from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from monitor.pipeline.extract import DateEvidence, Page
from monitor.pipeline.pages import page_fields, text_digest

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
PAGE = Page(
    url="https://news.example/1.html", title="页面标题", source_name="示例健康报",
    published_on=date(2026, 11, 19), published_at=NOW, body_html="<p>正文</p>", body_text="正文",
    images=(), charset="gb18030",
    date_evidence=(DateEvidence("meta", "2026-11-19", "样例"),),
)  # fmt: skip


def test_page_fields_are_what_the_page_shows():
    fields = page_fields(PAGE, "<p>正文</p>", [])
    assert (fields["title"], fields["source_name"], fields["published_on"]) == (
        "页面标题", "示例健康报", date(2026, 11, 19),
    )  # fmt: skip
    assert fields["date_evidence"] == [{"kind": "meta", "value": "2026-11-19", "text": "样例"}]
    assert (fields["state"], fields["due_at"], fields["error"]) == ("captured", None, "")


def test_page_that_shows_less_does_not_take_away_what_is_known():
    bare = replace(PAGE, title="", source_name="", published_on=None, published_at=None)
    assert not {"title", "source_name", "published_on", "published_at"} & set(
        page_fields(bare, "", [])
    )


def test_page_of_another_day_takes_the_time_of_the_feed_along():
    fields = page_fields(replace(PAGE, published_at=None), "", [])
    assert (fields["published_on"], fields["published_at"]) == (date(2026, 11, 19), None)


def test_long_fields_are_cut():
    fields = page_fields(replace(PAGE, title="甲" * 900, source_name="乙" * 900), "", [])
    assert (len(fields["title"]), len(fields["source_name"])) == (500, 100)


def test_text_digest_is_blind_to_white_space_and_width():
    assert text_digest("样例 ＡＢ（一）\n") == text_digest("样例\tAB(一)")
    assert text_digest("样例") != text_digest("样品")
    assert text_digest(" \n") == text_digest("") == ""
    assert len(text_digest("\ud800")) == 64
