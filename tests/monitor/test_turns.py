"""One request at a time for each host, with a pause between, for all workers and all requests."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from monitor import tasks
from monitor.capture import capture_due, capture_entry
from monitor.lanes import Lane
from monitor.models import Entry, Host, Poll, Source
from monitor.net.addresses import host_of
from monitor.pipeline.robots import is_known, read_robots
from monitor.polling import poll_due, poll_source
from monitor.schedule import LEASE
from monitor.turns import rest, turns
from tests.monitor.conftest import article

PAUSE = 0.15
FEED = b'<rss version="2.0"><channel/></rss>'


@dataclass
class Slow:
    """A server that takes a moment to answer and remembers when it was asked."""

    body: bytes
    seconds: float = 0.03
    asked: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)

    def __call__(self, connected) -> None:
        self.asked.append(time.monotonic())
        time.sleep(self.seconds)
        connected.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + self.body)
        self.answered.append(time.monotonic())

    @property
    def rests(self) -> list[float]:
        """Seconds between each answer and the next question; negative if they overlapped."""
        return [
            after - before for before, after in zip(self.answered, self.asked[1:], strict=False)
        ]


@pytest.fixture
def pause(settings) -> None:
    settings.MONITOR_PAUSE = PAUSE


def make_source(url: str) -> int:
    return Source.objects.create(name=url, url=url, allow_private=True).pk


def make_entry(url: str) -> int:
    rows = {"link_key": url, "title": url, "found_at": timezone.now()}
    later = timezone.now() + timedelta(days=1)  # the robots.txt is not asked for
    Host.objects.get_or_create(name=host_of(url), defaults={"robots_until": later})
    source, _created = Source.objects.get_or_create(
        name="样例",
        defaults={"url": "https://news.example/", "allow_private": True, "due_at": None},
    )
    return Entry.objects.create(url=url, source=source, **rows).pk


def test_turn_is_one_workers_and_the_host_rests_after_it(db, pause):
    with turns(["a.example", "b.example"]) as first, turns(["b.example", "c.example"]) as second:
        assert (sorted(first), sorted(second)) == (["a.example", "b.example"], ["c.example"])
    with turns(["a.example"]) as held:
        assert held == {}
    time.sleep(PAUSE)
    with turns(["a.example"]) as held:
        assert list(held) == ["a.example"]


def test_turn_is_waited_for_with_patience_only(db, pause):
    with turns(["a.example"]):
        pass
    begun = time.monotonic()
    with turns(["a.example"], patience=2) as held:
        assert list(held) == ["a.example"]
    assert PAUSE / 2 < time.monotonic() - begun < 1


def test_host_may_ask_to_be_left_alone_for_longer(db, pause):
    later = timezone.now() + timedelta(hours=1)
    with turns(["a.example", "b.example"]) as held:
        held["a.example"].rest_until = later
        Host.objects.filter(pk="b.example").update(crawl_delay=30)
        held["b.example"].host.crawl_delay = 30
    assert Host.objects.get(pk="a.example").due_at == later
    slow = Host.objects.get(pk="b.example").due_at
    assert slow
    assert timedelta(seconds=25) < slow - timezone.now() <= timedelta(seconds=30)


def test_what_is_read_of_robots_txt_is_kept_when_the_turn_ends(db, httpserver):
    url = httpserver.url_for("/1.html")
    rules = "User-agent: *\nCrawl-delay: 7\n"
    httpserver.expect_request("/robots.txt").respond_with_data(rules)
    with turns(["localhost", "b.example"]) as held:
        read_robots(held["localhost"].host, url, allow_private=True)
    known = Host.objects.get(pk="localhost")
    assert (known.robots, known.crawl_delay, is_known(known)) == (rules, 7, True)
    assert not is_known(Host.objects.get(pk="b.example"))


def test_turn_that_is_taken_out_is_kept(db):
    with turns(["a.example", "b.example"]) as held:
        kept = held.pop("a.example")
    with turns(["a.example", "b.example"]) as held:
        assert list(held) == ["b.example"]
    rest([kept])
    with turns(["a.example"]) as held:
        assert list(held) == ["a.example"]


def test_turn_of_a_dead_worker_ends_with_its_lease(db):
    long_ago = timezone.now() - LEASE
    Host.objects.create(name="a.example", due_at=long_ago)
    Host.objects.claim_due("a.example", long_ago, LEASE)
    with turns(["a.example"]) as held:
        assert list(held) == ["a.example"]


def test_sources_and_pages_of_one_host_are_never_asked_at_once(transactional_db, raw_server, pause):
    server = Slow(FEED)
    url = raw_server(server)
    sources = [make_source(f"{url}{number}") for number in range(3)]
    entry = make_entry(f"{url}page")

    def work(_worker: int) -> None:
        deadline = time.monotonic() + 5
        while len(server.asked) < 4 and time.monotonic() < deadline:
            poll_due(sources)
            capture_due(3)
            time.sleep(0.01)
        connection.close()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(work, range(2)))
    assert len(server.rests) == 3
    assert min(server.rests) >= PAUSE * 0.9
    assert Poll.objects.count() == 3
    assert Entry.objects.get(pk=entry).attempts == 1  # the sample is no article


def test_busy_host_holds_up_no_other(db, raw_server, settings):
    settings.MONITOR_PAUSE = 9
    server, other = Slow(article("样例一").strip()), Slow(article("样例二"))
    url, elsewhere = raw_server(server), raw_server(other)
    for number in range(30):
        make_entry(f"{url}{number}")
    last = make_entry(f"{elsewhere}last")
    begun = time.monotonic()
    assert capture_due(25) == 2
    assert time.monotonic() - begun < 5
    assert Entry.objects.get(pk=last).state == "captured"
    assert Entry.objects.filter(state="captured").count() == 2


def test_slow_page_holds_up_no_other_and_is_stored_when_it_comes(
    transactional_db, raw_server, monkeypatch
):
    monkeypatch.setattr("monitor.lanes.PATIENCE", 0.3)
    slow, quick = Slow(article("样例一"), seconds=1), Slow(article("样例二"))
    late, soon = make_entry(f"{raw_server(slow)}1"), make_entry(f"{raw_server(quick)}2")
    assert capture_due(25) == 2
    assert list(Entry.objects.order_by("pk").values_list("state", flat=True)) == [
        "found",
        "captured",
    ]
    assert capture_entry(late, patience=0) is None  # it is still being read
    deadline = time.monotonic() + 10
    while Host.objects.filter(lease_token__isnull=False).exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    for pk in (late, soon):
        entry = Entry.objects.get(pk=pk)
        assert (entry.state, entry.lease_token) == ("captured", None)
    assert (len(slow.asked), len(quick.asked)) == (1, 1)


def test_page_that_no_thread_is_free_for_is_given_back(transactional_db, raw_server, monkeypatch):
    monkeypatch.setattr("monitor.lanes.PATIENCE", 0.3)
    monkeypatch.setattr("monitor.capture.SOUND", Lane("test", 1))
    servers = [Slow(article(title), seconds=1) for title in ("样例一", "样例二")]
    for server in servers:
        make_entry(f"{raw_server(server)}1")
    capture_due(2)
    held = Entry.objects.filter(lease_token__isnull=False)
    waiting = Entry.objects.exclude(pk__in=held)
    assert (held.count(), waiting.due(timezone.now()).count()) == (1, 1)
    assert sum(len(server.asked) for server in servers) == 1
    deadline = time.monotonic() + 10
    while held.exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert Entry.objects.filter(state="captured").count() == 1


def test_pages_of_one_host_go_on_by_themselves(db, raw_server, pause, monkeypatch):
    """The task comes back after the pause, until nothing is left."""
    url = raw_server(Slow(article("样例")))
    for number in range(4):
        make_entry(f"{url}{number}")
    hints: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks, "hint", lambda *args, after=0: hints.append((*args, after)))
    for left in (3, 2, 1, 0):
        hints.clear()
        tasks.capture_entries()
        assert Entry.objects.filter(state="found").count() == left
        assert hints == ([("monitor.tasks.capture_entries", PAUSE)] if left else [])
        tasks.capture_entries()  # another worker, while the host rests, does not
        assert len(hints) == bool(left)
        time.sleep(PAUSE)


def test_sources_of_one_host_go_on_by_themselves(db, raw_server, pause, monkeypatch):
    url = raw_server(Slow(FEED))
    ids = [make_source(f"{url}{number}") for number in range(2)]
    hints: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks, "hint", lambda *args, after=0: hints.append((*args, after)))
    tasks.poll_sources(ids)
    assert hints == [("monitor.tasks.poll_sources", ids, PAUSE)]
    time.sleep(PAUSE)
    hints.clear()
    tasks.poll_sources(ids)
    assert (hints, Poll.objects.count()) == ([], 2)


def test_due_source_comes_before_the_pages_of_its_host(db, raw_server, pause):
    url = raw_server(Slow(FEED))
    make_entry(f"{url}page")
    source = make_source(f"{url}feed")
    assert capture_due(5) == 0
    assert len(poll_due([source])) == 1
    time.sleep(PAUSE)
    assert capture_due(5) == 1


def test_person_waits_for_the_host(db, raw_server, pause):
    server = Slow(FEED)
    url = raw_server(server)
    source, entry = make_source(f"{url}feed"), make_entry(f"{url}page")
    assert poll_source(source) is not None
    assert capture_entry(entry) is False
    assert server.rests[0] >= PAUSE * 0.9


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://News.Example/a", "news.example"),
        ("http://news.example:80/a", "news.example"),
        ("https://news.example:443/a", "news.example"),
        ("http://news.example:8080", "news.example:8080"),
        ("http://[2001:db8::1]:81/", "2001:db8::1:81"),
        ("http://[bad/", ""),
        ("/feed", ""),
    ],
)
def test_host_of_an_address(url, host):
    assert host_of(url) == host


def test_rows_know_their_host_however_they_are_created(db):
    Source.objects.bulk_create([Source(name="a", url="https://a.example/feed")])
    source = Source.objects.get()
    assert source.host == "a.example"
    source.url = "https://b.example:8443/"
    source.save()
    assert Source.objects.get().host == "b.example:8443"
