"""What the endurance benchmark knows of its outlets, and how it finds what is missing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from benchmarks._endurance import audit, clock
from benchmarks._endurance.outlets import (
    SHOWN,
    closed_hours,
    feed,
    hours_of,
    page,
    published,
    title,
)
from monitor.models import Entry, Poll, Source

QUIET = 5.0


@pytest.fixture(autouse=True)
def _clock(monkeypatch) -> None:
    """The clock runs; what it sets in the environment goes with the test."""
    for name in ("ZHOUBAO_BENCHMARK_BEGUN", "ZHOUBAO_BENCHMARK_SPEED"):
        monkeypatch.setenv(name, "")
    clock.wind_up(1)


@pytest.fixture
def sources(db) -> list[Source]:
    """Two outlets of which everything is there, as after a good day."""
    made = []
    for outlet in range(2):
        source = Source.objects.create(
            name=str(outlet),
            url=f"http://127.1.1.{outlet + 1}/feed.xml",
            last_success_at=clock.START + timedelta(hours=QUIET + 1),
        )
        made.append(source)
        Entry.objects.bulk_create(
            Entry(
                source=source, url=f"http://127.1.1.{outlet + 1}/{number}.html",
                link_key=f"{outlet}-{number}", title=title(outlet, number),
                state=Entry.State.CAPTURED, found_at=clock.START, due_at=None,
            )
            for number in range(published(outlet, QUIET))
        )  # fmt: skip
    return made


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "answers"
    path.write_text("1.0 0 /feed.xml good 3\n2.0 0 /feed.xml error 3\n2.1 0 /1.html cut 0\n")
    return path


def wrong(log, broken=()) -> set[str]:
    """Names of what is found, but for the snapshots, which these entries have none of."""
    found = audit.findings(2, QUIET, log, broken)
    return {name for name, count in found.items() if count} - {"pages without a snapshot"}


def test_outlet_publishes_the_same_whenever_it_is_asked():
    assert published(3, 0) <= published(3, 10) <= published(3, 20)
    assert [at <= 10 for at in hours_of(3)].count(True) == published(3, 10)
    body = feed(3, 30)
    assert body.count("<item>") == min(published(3, 30), SHOWN)
    assert title(3, published(3, 30) - 1) in body
    assert page(3, "/1.html") == page(3, "/1.html") != page(3, "/2.html")
    assert closed_hours(1) == (0, 0) != closed_hours(5)


def test_good_day_has_one_failure_that_its_poll_shows(sources, log):
    assert wrong(log) == {"failures that no poll shows"}
    at = clock.START + timedelta(hours=2)
    Poll.objects.create(source=sources[0], started_at=at, status=Poll.Status.FAILED)
    assert wrong(log) == set()


def test_failure_while_something_was_down_needs_no_record(sources, log):
    assert wrong(log, [(1.9, 2.2)]) == set()


def test_lost_doubled_and_unread_items_are_found(sources, log):
    Entry.objects.filter(link_key="0-0").delete()
    Entry.objects.filter(link_key="0-1").update(url="http://127.1.1.1/2.html")
    Entry.objects.filter(link_key="1-0").update(state=Entry.State.FAILED, error="cut")
    Source.objects.filter(name="1").update(failures=1, last_error="error")
    assert wrong(log, [(1.9, 2.2)]) == {
        "items lost", "items doubled", "pages not read", "sources still failing",
    }  # fmt: skip


def test_lease_that_ran_out_long_ago_is_found_but_none_that_is_held(sources, log):
    Source.objects.filter(name="0").update(lease_until=clock.now() + timedelta(minutes=5))
    assert wrong(log, [(1.9, 2.2)]) == set()
    Source.objects.filter(name="0").update(lease_until=clock.now() - timedelta(hours=2))
    assert wrong(log, [(1.9, 2.2)]) == {"leases left behind"}


def test_day_is_settled_when_all_sources_work_and_all_pages_are_read(sources):
    assert audit.is_settled(QUIET)
    assert not audit.is_settled(QUIET + 2)
    Entry.objects.filter(link_key="1-0").update(due_at=clock.START)
    assert not audit.is_settled(QUIET)
