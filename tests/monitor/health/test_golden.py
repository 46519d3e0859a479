"""Golden pages: a redesign is noticed, a site that is down or a page that is gone is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from monitor.capture import capture_entry
from monitor.health.golden import check, choose
from monitor.health.reviewing import review
from monitor.models import Entry, GoldenPage, Source
from monitor.polling import poll_source
from monitor.tasks import check_golden_pages, tick
from tests.monitor.conftest import article

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
WEEK = timedelta(days=7)
MORE = "".join(
    f"<p>样例第{number}段：平台接入以后，患者在家门口就能看到检查结果。</p>" for number in range(9)
)
TITLE = "示例市推进电子病历互联互通"


@pytest.fixture
def golden(db, site) -> GoldenPage:
    site.publish(7, title=TITLE)
    site.pages["/7.html"] = article(TITLE, more=MORE)
    with time_machine.travel(NOW, tick=False):
        url = f"{site.url}/feed"
        source = Source.objects.create(name="示例健康报", url=url, allow_private=True)
        poll_source(source.pk)
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert capture_entry(Entry.objects.get().pk)
    assert choose(NOW) == 1
    return GoldenPage.objects.get()


def checked(golden: GoldenPage, at: datetime = NOW + WEEK) -> str | None:
    with time_machine.travel(at, tick=False):
        return check(golden.pk)


def test_newest_page_that_was_read_is_chosen_once(golden):
    assert golden.url.endswith("/7.html")
    assert (golden.title, str(golden.published_on)) == (TITLE, "2026-11-18")
    assert golden.opening.startswith("样例正文")
    assert golden.due_at == NOW + WEEK
    assert choose(NOW) == 0


def test_short_pages_are_not_chosen(db, site, feed):
    poll_source(feed.pk)
    capture_entry(Entry.objects.order_by("pk")[0].pk)
    assert choose(NOW) == 0


def test_page_that_is_read_as_before_is_due_again_in_a_week(golden):
    assert checked(golden, NOW) is None
    assert checked(golden) == ""
    golden.refresh_from_db()
    assert (golden.checked_at, golden.due_at) == (NOW + WEEK, NOW + 2 * WEEK)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (article("另一个标题", more=MORE), "the title “另一个标题”"),
        (article(TITLE, more=MORE, date="2026-11-19 09:30"), "the date 2026-11-19"),
        (article(TITLE), "characters of text instead of"),
        (
            article(TITLE, more=MORE).replace("样例正文".encode(), "换了".encode()),
            "begins otherwise",
        ),
        (b"<html><body><div id=app></div></body></html>", "cannot be read any more"),
    ],
)
def test_redesign_is_told_on_the_source_until_it_is_mended(golden, site, page, words):
    before, site.pages["/7.html"] = site.pages["/7.html"], page
    fault = checked(golden)
    assert words in (fault or "")
    review(NOW + WEEK)
    source = Source.objects.get()
    assert (source.health, source.health_reason) == ("redesigned", fault)
    site.pages["/7.html"] = before
    assert checked(golden, NOW + WEEK + timedelta(days=1)) == ""
    review(NOW + WEEK + timedelta(days=1))
    assert Source.objects.get().health == "working"


def test_site_that_is_down_says_nothing_of_its_design(golden, site):
    site.status["/7.html"] = 503
    assert checked(golden) == ""
    assert GoldenPage.objects.exists()


def test_page_that_is_gone_is_replaced(golden, site):
    site.status["/7.html"] = 404
    assert checked(golden) is None
    assert not GoldenPage.objects.exists()


def test_tick_hands_out_what_is_due_and_the_task_reads_it(golden, site, monkeypatch):
    sent = []
    monkeypatch.setattr("monitor.tasks.hint", lambda task, *args: sent.append((task, *args)))
    site.pages["/7.html"] = article("另一个标题", more=MORE)
    with time_machine.travel(NOW + WEEK, tick=False):
        tick()
        assert ("monitor.tasks.check_golden_pages", [golden.pk]) in sent
        check_golden_pages([golden.pk])
    golden.refresh_from_db()
    assert "另一个标题" in golden.fault
