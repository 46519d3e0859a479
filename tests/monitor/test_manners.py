"""How sources and pages are treated that ask us to wait, to go away, or to look elsewhere."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.utils import timezone

from monitor.capture import capture_entry
from monitor.models import Entry, Host, Poll, Source
from monitor.polling import poll_due, poll_source

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def again(source: Source) -> Poll:
    Host.objects.update(due_at=timezone.now())
    poll = poll_source(source.pk, due_only=False)
    assert poll is not None
    source.refresh_from_db()
    return poll


@pytest.fixture
def entry(feed, site) -> Entry:
    poll_source(feed.pk)
    return Entry.objects.get(url=f"{site.url}/1.html")


def wait_of(row: Source | Entry | Host) -> timedelta:
    row.refresh_from_db()
    assert row.due_at
    return row.due_at - timezone.now()


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("as_date", [True, False])
def test_source_waits_as_long_as_its_server_asks(feed, site, status, as_date):
    told = format_datetime(timezone.now() + 2 * HOUR) if as_date else "7200"
    site.status["/feed"], site.headers["/feed"] = status, {"Retry-After": told}
    assert again(feed).http_status == status
    for row in (feed, Host.objects.get()):
        assert 2 * HOUR - 9 * SECOND < wait_of(row) <= 2 * HOUR
    del site.status["/feed"]
    again(feed)
    assert (feed.failures, feed.last_error) == (0, "")
    assert HOUR - 9 * SECOND < wait_of(feed) <= HOUR


def test_host_that_asks_to_wait_is_not_asked_for_anything_else(feed, listing, site):
    site.status["/feed"], site.headers["/feed"] = 429, {"Retry-After": "3600"}
    poll_due([feed.pk])
    assert poll_due([feed.pk, listing.pk]) == []
    assert site.asked == ["/feed"]


def test_nobody_waits_for_longer_than_a_day(feed, site):
    site.status["/feed"], site.headers["/feed"] = 503, {"Retry-After": "9999999999999"}
    again(feed)
    for row in (feed, Host.objects.get()):
        assert 23 * HOUR < wait_of(row) <= 24 * HOUR


@pytest.mark.parametrize("told", ["", "soon", "-5", "٣", "Fri, 99 Foo 2026 99:99:99 GMT", "1e9"])
def test_nonsense_is_not_waited_for(feed, site, told):
    site.status["/feed"], site.headers["/feed"] = (
        503,
        {"Retry-After": told.encode().decode("latin-1")},
    )
    again(feed)
    assert timedelta(minutes=7) < wait_of(feed) <= timedelta(minutes=10)
    assert wait_of(Host.objects.get()) < SECOND


def test_too_many_requests_without_a_time_mean_a_while(feed, site):
    site.status["/feed"] = 429
    again(feed)
    for row in (feed, Host.objects.get()):
        assert 89 / 60 * HOUR < wait_of(row) <= 90 / 60 * HOUR


@pytest.mark.parametrize("status", [404, 500, 502])
def test_failing_source_backs_off(feed, site, status):
    site.status["/feed"] = status
    waits = []
    for _failure in range(10):
        again(feed)
        waits.append(wait_of(feed) / timedelta(minutes=10))
    for wait, most in zip(waits, [1, 2, 4, 8, 16, 32, 64, 128, 144, 144], strict=True):
        assert most * 0.79 < wait <= most


def test_source_that_is_gone_is_paused_until_somebody_polls_it(feed, site):
    site.status["/feed"] = 410
    poll = again(feed)
    assert (feed.due_at, feed.failures, feed.is_enabled) == (None, 1, True)
    assert feed.last_error == poll.error
    assert poll.error == (
        "The page is gone for good (410). Polling is paused: give the new address, or poll the "
        "source by hand to resume."
    )
    assert poll_due([feed.pk]) == []
    del site.status["/feed"]
    assert again(feed).status == "ok"
    assert feed.due_at is not None


def test_page_waits_as_long_as_its_server_asks(entry, site):
    site.status["/1.html"], site.headers["/1.html"] = 503, {"Retry-After": "7200"}
    assert capture_entry(entry.pk) is False
    for row in (entry, Host.objects.get()):
        assert 2 * HOUR - 9 * SECOND < wait_of(row) <= 2 * HOUR


def test_page_that_is_gone_is_not_asked_for_again(entry, site):
    site.status["/1.html"] = 410
    assert capture_entry(entry.pk) is False
    entry.refresh_from_db()
    assert (entry.state, entry.due_at) == ("failed", None)
    assert entry.error == "The page is gone for good (410)."


def test_page_that_robots_may_not_read_is_not_fetched(entry, site):
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /1.html\n"
    assert capture_entry(entry.pk) is False
    entry.refresh_from_db()
    assert (entry.state, entry.due_at) == ("failed", None)
    assert entry.error == "The site's robots.txt does not allow programs to read this page."
    other = Entry.objects.get(url=f"{site.url}/2.html")
    assert capture_entry(other.pk) is True
    assert site.asked == ["/feed", "/2.html"]


def test_page_waits_while_robots_txt_cannot_be_had(entry, site):
    site.status["/robots.txt"] = 500
    assert capture_entry(entry.pk) is False
    assert 50 / 60 * HOUR < wait_of(entry) <= HOUR
    assert "cannot be had just now" in entry.error
    assert site.asked == ["/feed"]
    assert poll_source(entry.source.pk, due_only=False) is not None  # its host may be asked


def test_list_page_that_robots_may_not_read_is_a_failure_that_says_so(listing, site):
    site.pages["/robots.txt"] = b"User-agent: zhoubao\nDisallow: /list\n"
    assert again(listing).error == (
        "The site's robots.txt does not allow programs to read this page."
    )
    assert site.asked == []


def test_feed_is_meant_for_programs(feed, site):
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    assert again(feed).status == "ok"


def test_source_is_due_by_its_rhythm(feed, site):
    now = timezone.now()
    rows = "".join(
        f"<item><title>样例{n}</title><link>/{n}</link>"
        f"<pubDate>{format_datetime(now - n * HOUR)}</pubDate></item>"
        for n in range(10)
    )
    head = b"<rss><channel>"
    site.pages["/feed"] = head + rows.encode() + b"</channel></rss>"
    again(feed)
    assert (feed.rhythm_minutes, len(feed.arrivals)) == (54, 10)
    assert timedelta(minutes=26) < wait_of(feed) <= timedelta(minutes=27)
    again(feed)
    assert (feed.rhythm_minutes, len(feed.arrivals)) == (54, 10)
    site.pages["/feed"] = head + b"<ttl>40</ttl>" + rows.encode() + b"</channel></rss>"
    again(feed)
    assert timedelta(minutes=39) < wait_of(feed) <= timedelta(minutes=40)
    Source.objects.update(interval_minutes=7)
    again(feed)
    assert timedelta(minutes=6) < wait_of(feed) <= timedelta(minutes=7)


@pytest.fixture
def moving(feed, site, httpserver):
    """Have the feed's address answer with a redirect."""
    site.pages["/new"] = site.pages["/feed"]

    def move(status: int, target: str) -> None:
        site.status["/feed"], site.headers["/feed"] = status, {"Location": target}

    return move


@pytest.mark.parametrize("status", [301, 308])
def test_address_that_moved_within_its_host_is_taken_over_after_three_polls(
    feed, site, moving, status
):
    moving(status, f"{site.url}/new")
    for polls in (1, 2):
        again(feed)
        assert (feed.url, feed.moved_polls) == (f"{site.url}/feed", polls)
    again(feed)
    assert (feed.url, feed.moved_to, feed.moved_polls) == (f"{site.url}/new", "", 0)
    assert [again(feed).http_status for _poll in range(2)] == [200, 304]  # read anew, then known


def test_move_to_another_host_is_only_proposed(feed, site, moving):
    elsewhere = site.url.replace("localhost", "127.0.0.1") + "/new"
    moving(301, elsewhere)
    for _poll in range(5):
        again(feed)
    assert (feed.url, feed.moved_to, feed.moved_polls) == (f"{site.url}/feed", elsewhere, 3)
    del site.status["/feed"], site.headers["/feed"]
    again(feed)
    assert (feed.moved_to, feed.moved_polls) == ("", 0)


def test_polls_must_agree_on_where_it_moved(feed, site, moving):
    site.pages["/other"] = site.pages["/feed"]
    for number in range(6):
        moving(301, f"{site.url}/{'new' if number % 2 else 'other'}")
        again(feed)
    assert (feed.url, feed.moved_polls) == (f"{site.url}/feed", 1)


@pytest.mark.parametrize("status", [302, 303, 307])
def test_detour_is_not_remembered(feed, site, moving, status):
    moving(status, f"{site.url}/new")
    for _poll in range(4):
        assert again(feed).error == ""
    assert (feed.url, feed.moved_to, feed.moved_polls) == (f"{site.url}/feed", "", 0)


def test_declined_move_is_not_proposed_again(feed, site, moving):
    elsewhere = site.url.replace("localhost", "127.0.0.1") + "/new"
    Source.objects.update(move_declined=elsewhere)
    moving(301, elsewhere)
    for _poll in range(3):
        again(feed)
    assert (feed.moved_to, feed.moved_polls) == ("", 0)
