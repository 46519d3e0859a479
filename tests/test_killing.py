"""Real workers and schedulers, a real broker, and SIGKILL: nothing is lost and nothing doubled."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from django.db import connection, connections
from django.db.models import QuerySet
from pytest_httpserver import HTTPServer
from redis import Redis
from werkzeug import Request, Response

from monitor.models import Entry, Poll, Snapshot, Source

REDIS_URL = os.environ.get("ZHOUBAO_TEST_REDIS_URL", "")
ROOT = Path(__file__).resolve().parent.parent
#: Articles of each outlet.
NUMBERS = range(1, 4)
#: Seconds until what has not happened counts as lost.
PATIENCE = 25

pytestmark = [
    pytest.mark.redis,
    pytest.mark.skipif(not REDIS_URL, reason="ZHOUBAO_TEST_REDIS_URL names no Redis to test with"),
]

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def database_url(tmp_path_factory, django_db_blocker) -> Iterator[str]:
    """An empty database that the test and its workers share, apart from that of other tests."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            name = str(tmp_path_factory.mktemp("killing") / "killing.sqlite3")
            yield from _registered(name, f"sqlite:///{name}")
            return
        name = f"killing_{uuid.uuid4().hex[:12]}"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        known = connection.settings_dict
        login = f"{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}"
        yield from _registered(name, f"postgres://{login}/{name}")
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _registered(name: str, url: str) -> Iterator[str]:
    """Make the database known to the test's own process, as ``killing``."""
    connections.settings["killing"] = connection.settings_dict | {"NAME": name}
    yield url
    connections["killing"].close()
    del connections["killing"], connections.settings["killing"]


@pytest.fixture(scope="module")
def environment(database_url, tmp_path_factory) -> Iterator[dict[str, str]]:
    queue = f"killing-{uuid.uuid4()}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.killing_settings",
        "DATABASE_URL": database_url,
        "ZHOUBAO_BROKER_URL": REDIS_URL,
        "ZHOUBAO_DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "ZHOUBAO_TEST_QUEUE": queue,
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT, env=environment, check=True,
    )  # fmt: skip
    yield environment
    with Redis.from_url(REDIS_URL) as redis:
        redis.delete(queue, f"_kombu.binding.{queue}")


@pytest.fixture
def start(environment, tmp_path) -> Iterator[Start]:
    """Starts ``celery …`` in a process of its own; what still runs at the end is killed."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        log = tmp_path / f"{len(running)}-{arguments[0]}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "config", *arguments],
                cwd=ROOT, env=environment, stdout=output, stderr=output,
            )  # fmt: skip
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()
    for log in sorted(tmp_path.glob("*.log")):
        sys.stdout.write(f"{log.name}\n{log.read_text(errors='replace')[-2000:]}\n")


@pytest.fixture
def rows(environment, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield
        for model in (Snapshot, Entry, Poll, Source):
            model.objects.using("killing").all().delete()


def worker(start: Start) -> subprocess.Popen[bytes]:
    return start("worker", "--pool=threads", "--concurrency=2", "--without-mingle")


def scheduler(start: Start) -> subprocess.Popen[bytes]:
    return start("beat", "--pidfile=")


class News:
    """A slow news server: ``/<outlet>/feed`` and ``/<outlet>/<number>.html``."""

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.asked: Counter[str] = Counter()
        self._held = ""
        self._reached, self._let_go = Event(), Event()
        server.expect_request(re.compile(".*")).respond_with_handler(self._answer)

    def source(self, outlet: str) -> Source:
        url = self.server.url_for(f"/{outlet}/feed")
        return Source.objects.using("killing").create(name=outlet, url=url, allow_private=True)

    @contextmanager
    def holding(self, path: str) -> Iterator[None]:
        """Wait until a page is asked for, and answer nothing until the block is left."""
        self._held = path
        self._reached.clear()
        self._let_go.clear()
        yield
        self._held = ""
        self._let_go.set()

    def wait(self) -> None:
        assert self._reached.wait(PATIENCE), f"nobody asked for {self._held}"

    def _answer(self, request: Request) -> Response:
        self.asked[request.path] += 1
        if request.path == self._held:
            self._reached.set()
            self._let_go.wait(PATIENCE)
        time.sleep(0.1)
        if request.path.endswith("/feed"):
            return Response(_feed(request.path.removesuffix("feed")))
        return Response(_page(request.path))


def _feed(folder: str) -> str:
    items = (f"<item><title>{n}</title><link>{folder}{n}.html</link></item>" for n in NUMBERS)
    return f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>'


def _page(path: str) -> str:
    text = "样例正文：示例市三家医院实现检查结果互认，医生看得到病人的病历。" * 3
    return f"<html><body><h1>样例标题 {path}</h1><div><p>{text}</p></div></body></html>"


@pytest.fixture
def news() -> Iterator[News]:
    with HTTPServer(host="127.0.0.1", port=0, threaded=True) as server:
        yield News(server)


def entries() -> QuerySet[Entry]:
    return Entry.objects.using("killing")


def wait_until_captured(count: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while entries().filter(state="captured", due_at=None).count() < count:
        assert time.monotonic() < deadline, "the workers did not finish"
        time.sleep(0.1)


def assert_each_kept_once(count: int) -> None:
    assert entries().count() == entries().filter(state="captured").count() == count
    assert Snapshot.objects.using("killing").count() == count
    links = entries().values_list("link_key", flat=True)
    assert len(set(links)) == count


@pytest.mark.usefixtures("rows")
def test_killed_worker_loses_and_doubles_nothing(start, news):
    news.source("one")
    scheduler(start)
    with news.holding("/one/feed"):
        first = worker(start)
        news.wait()
        first.kill()
        first.wait()
    assert not Poll.objects.using("killing").exists()
    with news.holding("/one/2.html"):
        second = worker(start)
        news.wait()
        second.kill()
        second.wait()
    worker(start)
    wait_until_captured(len(NUMBERS))
    assert_each_kept_once(len(NUMBERS))
    polls = Poll.objects.using("killing").order_by("started_at").values_list("status", "new")
    assert list(polls) == [("abandoned", 0), ("ok", len(NUMBERS))]
    assert news.asked["/one/feed"] == news.asked["/one/2.html"] == 2


@pytest.mark.usefixtures("rows")
def test_living_worker_keeps_what_takes_longer_than_a_lease_without_renewal(start, news):
    news.source("one")
    for _worker in range(2):
        worker(start)
    scheduler(start)
    with news.holding("/one/feed"):
        news.wait()
        time.sleep(6)  # twice the life of a lease
    wait_until_captured(len(NUMBERS))
    assert news.asked["/one/feed"] == 1
    assert Poll.objects.using("killing").get().status == "ok"


@pytest.mark.usefixtures("rows")
def test_two_workers_and_two_schedulers_do_no_double_work(start, news):
    outlets = ["one", "two", "three", "four"]
    for outlet in outlets:
        news.source(outlet)
    for _pair in range(2):
        worker(start)
        scheduler(start)
    wait_until_captured(len(outlets) * len(NUMBERS))
    time.sleep(2)  # some ticks more, which find nothing to do
    assert_each_kept_once(len(outlets) * len(NUMBERS))
    assert set(news.asked.values()) == {1}
    assert len(news.asked) == len(outlets) * (1 + len(NUMBERS)) + 1  # and the robots.txt
    polls = Poll.objects.using("killing").values_list("source__name", "status")
    assert sorted(polls) == sorted((outlet, "ok") for outlet in outlets)
