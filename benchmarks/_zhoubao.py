"""The worker that polls as Zhoubao does: its task, its database, so many threads.

Reads the addresses of the feeds, one a line, from the file named first.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django
from celery import current_app
from django.db import connection
from django.utils import timezone

django.setup()

from benchmarks._cost import answer  # noqa: E402 - Django must be set up before
from benchmarks._feeds import SUBJECTS  # noqa: E402 - as above
from monitor.models import Entry, Host, Poll, Source, Topic  # noqa: E402 - as above
from monitor.tasks import BATCH, poll_sources  # noqa: E402 - as above

#: Seconds that a round may take.
_PATIENCE = 300


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
    """Poll all sources in batches, as ticks of the scheduler hand them out until none is due."""
    wanted = Poll.objects.count() + Source.objects.count()
    deadline = time.monotonic() + _PATIENCE
    with ThreadPoolExecutor(at_once) as threads:
        while Poll.objects.count() < wanted:
            if time.monotonic() > deadline:
                raise RuntimeError("not all sources were polled")
            ids = list(Source.objects.due(timezone.now()).values_list("pk", flat=True))
            batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
            list(threads.map(_poll, batches))
            if not batches:  # slow answers are still to come
                time.sleep(0.02)
    if failed := Poll.objects.exclude(status__in=("ok", "not_modified")).first():
        raise RuntimeError(f"{failed.status} {failed.error}")


def _poll(ids: list[int]) -> None:
    poll_sources(ids)
    connection.close()


#: Of what follows the name in proc(5)'s stat.
_PARENT, _TIMES, _TIMES_OF_ENDED = 1, slice(11, 13), slice(13, 15)


def server_seconds() -> float:
    """Give the processor time of PostgreSQL's processes so far, of those that ended too."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = int(_stat(cursor.fetchone()[0])[_PARENT])
    connection.close()
    time.sleep(0.5)  # until the server has noted what those that ended have taken
    running = [stat for path in Path("/proc").glob("[0-9]*") if (stat := _stat(path.name))]
    times = [stat[_TIMES] for stat in running if int(stat[_PARENT]) == server]
    times += [_stat(server)[_TIMES], _stat(server)[_TIMES_OF_ENDED]]
    return sum(int(ticks) for each in times for ticks in each) / os.sysconf("SC_CLK_TCK")


def _stat(process: int | str) -> list[str]:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has just ended
        return []


if __name__ == "__main__":
    add_sources(Path(sys.argv[1]).read_text().split())
    current_app.finalize()  # as a worker does before it takes its first task
    answer(lambda: poll_all(int(sys.argv[2])), make_due, server_seconds)
