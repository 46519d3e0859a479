"""The worker that polls as Zhoubao does: its task, its database, so many threads.

Reads the addresses of the feeds, one a line, from the file named first.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django
from django.db import connection

django.setup()

from benchmarks._cost import answer  # noqa: E402 - Django must be set up before
from benchmarks._feeds import SUBJECTS  # noqa: E402 - as above
from monitor.models import Entry, Host, Poll, Source, Topic  # noqa: E402 - as above
from monitor.tasks import BATCH, poll_sources  # noqa: E402 - as above


def add_sources(urls: list[str]) -> None:
    """Fill an empty database: the feeds, and three topics, each of which two items are on."""
    Source.objects.bulk_create(
        Source(name=f"样例{number}", url=url, allow_private=True) for number, url in enumerate(urls)
    )
    for subject in SUBJECTS[:3]:
        expression = f'{subject} 或 样例{subject} 或 "AI {subject}"'
        Topic.objects.create(name=subject, expression=expression)


def make_due() -> None:
    """Make all due, as if time had passed and the pages that they brought had been read."""
    Source.objects.update(due_at="2000-01-01T00:00Z")
    Host.objects.update(due_at="2000-01-01T00:00Z")
    Entry.objects.update(due_at=None)


def poll_all(at_once: int) -> None:
    """Poll all sources in batches, as the scheduler hands them out."""
    before = Poll.objects.count()
    ids = list(Source.objects.values_list("pk", flat=True))
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    with ThreadPoolExecutor(at_once) as threads:
        list(threads.map(_poll, batches))
    if failed := Poll.objects.exclude(status__in=("ok", "not_modified")).first():
        raise RuntimeError(f"{failed.status} {failed.error}")
    if Poll.objects.count() != before + len(ids):
        raise RuntimeError("not all sources were polled")


def _poll(ids: list[int]) -> None:
    poll_sources(ids)
    connection.close()


if __name__ == "__main__":
    add_sources(Path(sys.argv[1]).read_text().split())
    answer(lambda: poll_all(int(sys.argv[2])), make_due)
