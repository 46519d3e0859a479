"""Watched links: looked up by the door that all fetches take, and what became of each is kept."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from werkzeug import Response

from monitor.links import Watched, check_link, check_links, watch
from monitor.models import Entry, Source, WatchedLink
from monitor.net.addresses import host_of
from monitor.tasks import tick
from monitor.turns import turns
from tests.monitor.conftest import article

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
TITLE = "示例市推进电子病历互联互通"


@pytest.fixture
def entry(db, site) -> Entry:
    source = Source.objects.create(name="示例健康报", url=f"{site.url}/feed", allow_private=True)
    site.pages["/7.html"] = article(TITLE)
    return Entry.objects.create(
        source=source, url=f"{site.url}/7.html", link_key="7", item_digest="", title=TITLE,
        found_at=NOW,
    )  # fmt: skip


@pytest.fixture
def link(entry) -> WatchedLink:
    watch([Watched(entry.url, TITLE, entry.pk, 30)], NOW)
    return WatchedLink.objects.get()


def checked(link: WatchedLink, at: datetime = NOW) -> WatchedLink:
    with time_machine.travel(at, tick=False):
        found = check_link(link.pk, due_only=False)
    assert found
    return found


def test_link_that_leads_there_is_looked_up_again_after_its_days(link):
    found = checked(link)
    assert (found.state, found.since, found.checked_at) == ("ok", NOW, NOW)
    assert found.due_at == NOW + timedelta(days=30)


def test_unchanged_page_is_not_sent_again(link, site):
    checked(link)
    assert link.etag == ""
    later = NOW + timedelta(days=30)
    found = checked(link, later)
    assert (found.state, found.since, found.checked_at) == ("ok", NOW, later)
    assert found.etag != ""
    assert site.asked == ["/7.html", "/7.html"]


@pytest.mark.parametrize(("status", "state"), [(404, "dead"), (410, "dead"), (500, "unreachable")])
def test_link_that_fails_says_why_and_is_looked_up_sooner(link, site, status, state):
    site.status["/7.html"] = status
    for day, (failures, wait) in enumerate([(1, 1), (2, 2), (3, 4)]):
        at = NOW + timedelta(days=day)
        found = checked(link, at)
        assert (found.state, found.failures, found.since) == (state, failures, NOW)
        assert str(status) in found.error
        assert found.due_at == at + timedelta(days=wait)
    del site.status["/7.html"]
    found = checked(link, NOW + timedelta(days=9))
    assert (found.state, found.failures, found.error) == ("ok", 0, "")


def test_server_that_is_away_is_not_reachable(link):
    WatchedLink.objects.update(url="http://127.0.0.1:1/")
    found = checked(link)
    assert (found.state, found.failures) == ("unreachable", 1)
    assert found.error != ""


def test_page_that_shows_something_else_is_noticed(link, site):
    checked(link)
    site.pages["/7.html"] = article("页面不存在")
    assert checked(link).state == "changed"
    assert checked(link).state == "changed", "304 does not make it well"


def test_page_that_moved_is_told_with_its_new_address(link, site, httpserver):
    site.pages["/new.html"] = article(TITLE)
    moved = Response(status=301, headers={"Location": "/new.html"})
    httpserver.expect_oneshot_request("/7.html").respond_with_response(moved)
    found = checked(link)
    assert (found.state, found.moved_to) == ("moved", f"{site.url}/new.html")


def test_link_that_leads_to_the_front_page_shows_something_else(link, site, httpserver):
    site.pages["/"] = article("示例健康报首页")
    moved = Response(status=302, headers={"Location": "/"})
    httpserver.expect_oneshot_request("/7.html").respond_with_response(moved)
    assert checked(link).state == "changed"


def test_private_addresses_are_not_asked(db, site):
    watch([Watched(f"{site.url}/1.html", TITLE, None, 1)], NOW)
    found = checked(WatchedLink.objects.get())
    assert found.state == "unreachable"
    assert "private network" in found.error
    assert site.asked == []


def test_page_that_robots_may_not_read_is_left_alone(link, site):
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /7.html"
    found = checked(link)
    assert (found.state, found.failures) == ("unchecked", 0)
    assert "robots.txt" in found.error
    assert site.asked == []


def test_link_is_checked_once_though_told_twice(link):
    with time_machine.travel(NOW + timedelta(seconds=1), tick=False):
        assert check_link(link.pk) is not None
        assert check_link(link.pk) is None


def test_host_that_rests_is_left_alone_and_the_link_stays_due(link, site, settings):
    with turns([host_of(link.url)]):
        assert check_link(link.pk) is None
    settings.MONITOR_PAUSE = 60
    with turns([host_of(link.url)]):
        pass
    assert check_link(link.pk) is None
    assert site.asked == []
    assert list(WatchedLink.objects.due(timezone.now())) == [link]


def test_links_of_one_host_are_asked_with_a_pause(link, entry, site, settings):
    settings.MONITOR_PAUSE = 0.1
    more = Watched(f"{site.url}/1.html", "示例市电子病历互联互通（1）", entry.pk, 30)
    watch([Watched(entry.url, TITLE, entry.pk, 30), more], NOW)
    ids = WatchedLink.objects.order_by("pk").values_list("pk", flat=True)
    begun = time.monotonic()
    assert [each.state for each in check_links(list(ids), due_only=False)] == ["ok", "ok"]
    assert time.monotonic() - begun >= 0.1


def test_watch_adds_changes_and_forgets(link, entry):
    checked(link)
    other = Watched("https://other.example/", "别的", None, 1)
    watch([Watched(entry.url, TITLE, entry.pk, 1), other], NOW)
    link.refresh_from_db()
    assert (link.every_days, link.state) == (1, "ok")
    assert WatchedLink.objects.get(url=other.url).state == "unchecked"
    watch([other], NOW)
    assert [each.url for each in WatchedLink.objects.all()] == [other.url]


def test_new_links_are_due_one_after_the_other(db):
    watch([Watched(f"https://news.example/{n}", "样例", None, 30) for n in range(3)], NOW)
    due = WatchedLink.objects.order_by("pk").values_list("due_at", flat=True)
    assert list(due) == [NOW + timedelta(minutes=minute) for minute in range(3)]


def test_link_of_two_articles_is_watched_once_and_more_often(db):
    often, rarely = (Watched("https://news.example/1", "样例", None, days) for days in (1, 30))
    for wanted in ([often, rarely], [rarely, often]):
        watch(wanted, NOW)
        assert [each.every_days for each in WatchedLink.objects.all()] == [1]


def test_watching_what_is_watched_writes_nothing(link, entry, django_assert_num_queries):
    wanted = [Watched(entry.url, TITLE, entry.pk, 30)]
    with django_assert_num_queries(3):  # one look in a savepoint
        watch(wanted, NOW)


def test_tick_hands_due_links_out(link, monkeypatch):
    sent = []
    monkeypatch.setattr("monitor.tasks.hint", lambda task, *args: sent.append((task, *args)))
    tick()
    assert ("monitor.tasks.check_links", [link.pk]) in sent
