"""A feed and a list page, polled from a server on loopback."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from leases.heartbeat import LIFE
from monitor.lanes import Lane
from monitor.models import Entry, Host, Poll, Source
from monitor.outcomes import store_outcomes
from monitor.pipeline.parse import found_items
from monitor.pipeline.retrieve import retrieve
from monitor.pipeline.store import store_items
from monitor.polling import GROUP, poll_due, poll_source
from monitor.schedule import LEASE


def counts(poll: Poll | None) -> tuple[str, int, int, int]:
    assert poll is not None
    poll.refresh_from_db()
    return poll.status, poll.seen, poll.new, poll.changed


def again(source: Source) -> Poll:
    poll = poll_source(source.pk, due_only=False)
    assert poll is not None
    return poll


@pytest.mark.parametrize("kind", ["feed", "listing"])
@pytest.mark.parametrize("conditional", [True, False])
def test_second_poll_adds_nothing(request, site, kind, conditional):
    source = request.getfixturevalue(kind)
    site.conditional = conditional
    assert counts(poll_source(source.pk)) == ("ok", 3, 3, 0)
    poll = again(source)
    assert counts(poll) == ("not_modified", 0, 0, 0)
    assert poll.http_status == (304 if conditional else 200)
    assert sorted(Entry.objects.values_list("title", flat=True)) == [
        f"示例市电子病历互联互通（{number}）" for number in (1, 2, 3)
    ]


def test_poll_leaves_its_record_and_the_next_due_time(feed):
    begun = timezone.now()
    poll = again(feed)
    feed.refresh_from_db()
    assert (poll.http_status, poll.error) == (200, "")
    assert 0 < (poll.seconds or 0) < 10
    assert feed.last_success_at == feed.last_polled_at >= begun
    assert feed.due_at == feed.last_polled_at + timedelta(minutes=60)
    assert (feed.lease_token, feed.lease_until, feed.etag != "") == (None, None, True)


def test_new_and_changed_items_are_counted(feed, site):
    poll_source(feed.pk)
    site.publish(1, 2, 3, 4)
    assert counts(again(feed)) == ("ok", 4, 1, 0)
    site.publish(4, title="改过的样例标题")
    assert counts(again(feed)) == ("ok", 1, 0, 1)
    assert Entry.objects.count() == 4


def test_items_that_the_feed_told_before_are_not_looked_at_again(feed, site, monkeypatch):
    looked_at: list[int] = []

    def count(told, url):
        looked_at.append(len(told))
        return found_items(told, url)

    monkeypatch.setattr("monitor.pipeline.harvest.found_items", count)
    poll_source(feed.pk)
    site.publish(1, 2, 3, 4)
    assert counts(again(feed)) == ("ok", 4, 1, 0)
    site.status["/feed"] = 503
    again(feed)
    site.status["/feed"] = 0
    assert counts(again(feed)) == ("ok", 4, 0, 0)
    assert looked_at == [3, 1, 4]


@pytest.mark.parametrize("conditional", [True, False])
def test_same_body_is_read_again_with_other_selectors(listing, site, conditional):
    site.conditional = conditional
    poll_source(listing.pk)
    Source.objects.update(item_selector="li")
    assert counts(again(listing)) == ("ok", 3, 0, 0)
    assert counts(again(listing)) == ("not_modified", 0, 0, 0)


def test_lease_lost_during_a_poll_without_news_changes_nothing(feed, monkeypatch):
    poll_source(feed.pk)
    feed.refresh_from_db()
    last = feed.last_success_at
    take_over = lambda: Source.objects.claim(feed.pk, timezone.now() + LEASE, LEASE)  # noqa: E731
    during_the_request(monkeypatch, take_over)
    assert poll_source(feed.pk, due_only=False) is None
    feed.refresh_from_db()
    assert (feed.last_success_at, Poll.objects.count()) == (last, 1)


@pytest.fixture
def feeds(site, feed) -> list[Source]:
    """Two feeds of one server, which is a host of its own under each of its names."""
    url = feed.url.replace("localhost", "127.0.0.1")
    return [feed, Source.objects.create(name="同一家", url=url, allow_private=True)]


def make_due() -> None:
    Source.objects.update(due_at=timezone.now())


def test_polls_without_news_are_cheap(site, feeds, django_assert_num_queries):
    ids = [source.pk for source in feeds]
    poll_due(ids)
    make_due()
    taken = 1 + 4 + 4 + 1  # what waits; hosts and sources, each in a transaction; hosts rest
    stored = 2 + 1 + 1 + 1  # in a transaction: hold, give back, keep the records
    with django_assert_num_queries(taken + stored):
        polls = poll_due(ids)
    assert [poll.status for poll in polls] == ["not_modified"] * 2


def test_source_that_cannot_be_stored_takes_nobody_along(feeds, monkeypatch, caplog):
    broken, sound = feeds

    def store(told, now):
        counts = store_items(told, now)
        return 1 / 0 if dict(told).get(broken) else counts

    monkeypatch.setattr("monitor.outcomes.store_items", store)
    polls = {poll.source_id: counts(poll) for poll in poll_due([source.pk for source in feeds])}
    assert polls == {broken.pk: ("failed", 0, 0, 0), sound.pk: ("ok", 3, 3, 0)}
    assert set(Entry.objects.values_list("source", flat=True)) == {sound.pk}
    assert Poll.objects.count() == 2
    told = Source.objects.order_by("pk").values_list("failures", "etag", "lease_token")
    assert [(failures, etag == "", token) for failures, etag, token in told] == [
        (1, True, None),
        (0, False, None),
    ]
    assert "ZeroDivisionError" in caplog.text


def test_source_whose_lease_was_lost_takes_nobody_along(feeds, monkeypatch):
    lost, sound = feeds

    def take_over_and_store(*args):
        assert Source.objects.claim(lost.pk, timezone.now() + LEASE, LEASE)
        return store_outcomes(*args)

    monkeypatch.setattr("monitor.polling.store_outcomes", take_over_and_store)
    polls = poll_due([source.pk for source in feeds])
    assert [poll.source_id for poll in polls] == [sound.pk]
    lost.refresh_from_db()
    assert (lost.last_polled_at, lost.lease_token is not None) == (None, True)
    assert set(Entry.objects.values_list("source", flat=True)) == {sound.pk}


def test_what_an_editor_changes_during_a_poll_stays(feed, monkeypatch):
    change = lambda: Source.objects.update(interval_minutes=7, is_enabled=False)  # noqa: E731
    during_the_request(monkeypatch, change)
    assert counts(poll_source(feed.pk)) == ("ok", 3, 3, 0)
    feed.refresh_from_db()
    assert (feed.interval_minutes, feed.is_enabled) == (7, False)


def test_poll_before_its_time_does_nothing(feed, site):
    poll_source(feed.pk)
    assert poll_source(feed.pk) is None
    assert poll_source(0) is None
    assert (site.asked, Poll.objects.count()) == (["/feed"], 1)


def test_disabled_source_is_polled_by_name_only(feed):
    Source.objects.update(is_enabled=False)
    assert poll_source(feed.pk) is None
    assert counts(again(feed))[0] == "ok"


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"<html><p>captcha</p></html>", 200, "The address does not give a feed."),
        (b"/etc/passwd", 200, "The address does not give a feed."),
        (b"", 404, "The page does not exist (404)."),
        (b"", 429, "The server asks us to come less often (429)."),
        (b"", 500, "The outlet's own server has a fault (500)."),
        (b"", 304, "The server answered with status 304."),
    ],
)
def test_failure_is_kept_and_deletes_nothing(feed, site, body, status, reason):
    poll_source(feed.pk)
    Source.objects.update(etag="", last_modified="")
    site.pages["/feed"], site.status["/feed"] = body, 0 if status == 200 else status
    poll = again(feed)
    feed.refresh_from_db()
    assert (poll.status, poll.error, feed.last_error) == ("failed", reason, reason)
    assert poll.http_status == (None if status == 200 else status)
    assert (feed.failures, feed.etag, feed.lease_token) == (1, "", None)
    assert Entry.objects.count() == 3


def test_redesigned_list_is_a_failure_that_says_so(listing, site):
    poll_source(listing.pk)
    site.pages["/list"] = b"<html><div>new design</div></html>"
    assert "redesigned" in again(listing).error
    assert Entry.objects.count() == 3


def test_private_address_without_permission_is_a_failure(feed, site):
    Source.objects.update(allow_private=False)
    assert "private network" in again(feed).error
    assert site.asked == []


def test_truncated_feed_stores_nothing(db, raw_server):
    head = b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: 9999\r\n\r\n'
    body = b'<rss version="2.0"><channel><item><title>1</title><link>/1</link></item>'
    url = raw_server(lambda connected: connected.sendall(head + body))
    source = Source.objects.create(name="样例", url=url, allow_private=True)
    assert again(source).status == "failed"
    source.refresh_from_db()
    assert (Entry.objects.count(), source.etag) == (0, "")


def test_nul_in_a_validator_does_no_harm(db, raw_server):
    answer = b'HTTP/1.1 200 OK\r\nETag: "a\x00"\r\n\r\n<rss version="2.0"><channel/></rss>'
    url = raw_server(lambda connected: connected.sendall(answer))
    source = Source.objects.create(name="样例", url=url, allow_private=True)
    assert counts(poll_source(source.pk)) == ("ok", 0, 0, 0)


def test_fault_of_the_program_is_a_failure_too(feed, monkeypatch, caplog):
    monkeypatch.setattr("monitor.pipeline.reading.read_feed", lambda *args: 1 / 0)
    poll = again(feed)
    feed.refresh_from_db()
    assert (poll.status, feed.failures, feed.lease_token) == ("failed", 1, None)
    assert poll.error == "The program failed here; the administrator finds why in the log."
    assert "ZeroDivisionError" in caplog.text


def test_source_that_is_being_polled_is_left_alone(feed, site):
    assert Source.objects.claim_due(feed.pk, timezone.now(), LEASE)
    assert poll_source(feed.pk) is None
    assert poll_source(feed.pk, due_only=False) is None
    assert (site.asked, Poll.objects.count()) == ([], 0)


def test_expired_lease_is_taken_over(feed):
    Source.objects.claim_due(feed.pk, timezone.now() - LEASE, LEASE)
    Source.objects.update(due_at=timezone.now() - LEASE)
    assert counts(poll_source(feed.pk)) == ("ok", 3, 3, 0)


def during_the_request(monkeypatch, act) -> None:
    """Let something happen while the server is being waited for."""

    def retrieve_and_act(*args, **kwargs):
        response = retrieve(*args, **kwargs)
        act()
        return response

    monkeypatch.setattr("monitor.attempt.retrieve", retrieve_and_act)


def test_poll_whose_lease_was_taken_over_stores_nothing(feed, monkeypatch):
    def take_over() -> None:
        later = timezone.now() + LEASE
        assert Source.objects.claim(feed.pk, later, LEASE)

    during_the_request(monkeypatch, take_over)
    assert poll_source(feed.pk) is None
    feed.refresh_from_db()
    assert (Entry.objects.count(), feed.last_polled_at, feed.etag) == (0, None, "")
    assert Poll.objects.count() == 0  # whoever took over has the attempt on record
    assert feed.lease_token is not None


def test_source_deleted_during_its_poll_takes_the_record_along(feed, monkeypatch):
    during_the_request(monkeypatch, lambda: Source.objects.all().delete())
    poll_source(feed.pk)
    assert (Poll.objects.count(), Entry.objects.count()) == (0, 0)


def test_attempt_of_a_dead_worker_is_recorded_by_the_next(feed):
    begun_at = timezone.now() - 2 * LEASE
    heard_of = begun_at + LEASE - LIFE
    Source.objects.update(due_at=begun_at)
    assert Source.objects.claim_due(feed.pk, begun_at, LEASE)
    assert counts(poll_source(feed.pk)) == ("ok", 3, 3, 0)
    first, second = Poll.objects.order_by("started_at")
    assert (first.status, first.started_at, first.seconds) == ("abandoned", heard_of, None)
    assert second.status == "ok"


def test_two_workers_share_what_is_due(transactional_db, raw_server):
    asked: Counter[int] = Counter()

    def answering(number: int):
        def answer(connected) -> None:
            asked[number] += 1
            time.sleep(0.02)
            connected.sendall(b'HTTP/1.1 200 OK\r\n\r\n<rss version="2.0"><channel/></rss>')

        return answer

    def work(ids: list[int]) -> list[Poll]:
        polls = poll_due(ids)
        connection.close()
        return polls

    numbers = range(GROUP + 4)  # more than one worker takes at once
    urls = [raw_server(answering(number)) for number in numbers]
    ids = [Source.objects.create(name=url, url=url, allow_private=True).pk for url in urls]
    with ThreadPoolExecutor(2) as workers:
        one, other = workers.map(work, [ids, ids])
    assert asked == dict.fromkeys(numbers, 1)
    assert (len(one) + len(other), Poll.objects.count()) == (len(ids), len(ids))
    assert one
    assert other


@pytest.fixture
def slow(transactional_db, raw_server) -> Iterator[tuple[Source, threading.Event]]:
    """A source that answers when it is let."""
    let = threading.Event()

    def answer(connected) -> None:
        let.wait(10)
        connected.sendall(b'HTTP/1.1 200 OK\r\n\r\n<rss version="2.0"><channel/></rss>')

    url = raw_server(answer)
    yield Source.objects.create(name="慢", url=url, allow_private=True), let
    let.set()


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_slow_source_holds_up_no_other_and_is_stored_when_it_answers(slow, feed, monkeypatch):
    source, let = slow
    monkeypatch.setattr("monitor.lanes.PATIENCE", 0.3)
    polls = poll_due([source.pk, feed.pk])
    assert [(poll.source_id, poll.status) for poll in polls] == [(feed.pk, "ok")]
    held = Host.objects.busy(timezone.now()).filter(lease_token__isnull=False)
    assert list(held) == [Host.objects.get(pk=source.host)]
    assert poll_due([source.pk]) == []  # it is still being asked
    let.set()
    wait_until(lambda: Host.objects.filter(lease_token__isnull=False).count() == 0)
    source.refresh_from_db()
    assert (source.lease_token, source.last_error) == (None, "")
    assert source.due_at > timezone.now()
    assert Poll.objects.get(source=source).status == "ok"


def test_source_that_no_thread_is_free_for_is_given_back(slow, feed, site, monkeypatch):
    source, let = slow
    monkeypatch.setattr("monitor.polling.SOUND", Lane("test", 1))
    monkeypatch.setattr("monitor.lanes.PATIENCE", 0.3)
    make_due_in_turn(source, feed)
    assert poll_due([source.pk, feed.pk]) == []
    feed.refresh_from_db()
    assert (feed.lease_token, feed.lease_until, site.asked) == (None, None, [])
    assert feed.due_at <= timezone.now()
    let.set()
    wait_until(lambda: len(poll_due([feed.pk])) == 1)
    wait_until(lambda: not Source.objects.filter(lease_token__isnull=False).exists())


def make_due_in_turn(*sources: Source) -> None:
    for number, source in enumerate(sources):
        due_at = timezone.now() - timedelta(minutes=9 - number)
        Source.objects.filter(pk=source.pk).update(due_at=due_at)


def test_failing_sources_are_polled_last_and_by_threads_of_their_own(feeds, monkeypatch):
    Source.objects.filter(pk=feeds[0].pk).update(failures=1)
    asked_by: list[str] = []
    during_the_request(monkeypatch, lambda: asked_by.append(threading.current_thread().name))
    polls = poll_due([source.pk for source in feeds])
    assert [poll.source_id for poll in polls] == [feeds[1].pk, feeds[0].pk]
    assert [name.partition("_")[0] for name in asked_by] == ["asking", "asking-again"]
