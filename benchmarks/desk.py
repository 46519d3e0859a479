"""How fast the pages are in an old newsroom: ``./run bench desk [--entries COUNT]``.

A database of their own, on SQLite, and on PostgreSQL where that is installed, is filled as after
years of work (``_old_newsroom.py``). Then each page is asked for so many times by the program's own
test client, one after the other: what the server does for it, without network and browser.
Processor time is that of the program, without PostgreSQL's own. The target is 300 ms at the 95th
percentile, and a number of queries that is the same with a tenth of the rows.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median, quantiles
from typing import Any

from benchmarks.search import ROOT, postgresql, sqlite

TIMES = 20


def main() -> None:
    """Measure on each database."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=200_000)
    parser.add_argument("--issues", type=int, default=600)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        measure(options.entries, options.issues)
        return
    sizes = ["--entries", str(options.entries), "--issues", str(options.issues)]
    for name, database in (("SQLite", sqlite), ("PostgreSQL", postgresql)):
        with database() as environment:
            if environment is None:
                print(f"\n{name} is not installed")
                continue
            print(f"\n{options.entries} entries, {options.issues} issues, {name}", flush=True)
            command = [sys.executable, "-m", "benchmarks.desk", "--here", *sizes]
            subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True)


def measure(entries: int, issues: int) -> None:
    """Fill the database of the environment, ask for the pages, and print a table."""
    _set_up()
    from django.db import connection
    from django.test import Client

    from benchmarks._old_newsroom import OldNewsroom
    from content.tables import table

    started = time.perf_counter()
    newsroom = OldNewsroom(entries, issues)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"filled in {time.perf_counter() - started:.0f} s", flush=True)
    client = Client()
    client.force_login(newsroom.editor)
    asked = [(name, partial(client.get, address)) for name, address in _pages(newsroom)]
    asked += [
        (name, partial(client.post, address, text)) for name, address, text in _typed(newsroom)
    ]
    rows = [_row(name, ask) for name, ask in asked]
    print(
        table(("page", "queries", "processor, ms", "median, ms", "p95", "first"), rows), flush=True
    )


def _set_up() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    if not os.environ["DATABASE_URL"]:
        del os.environ["DATABASE_URL"]
    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment(debug=False)
    call_command("migrate", verbosity=0)


def _pages(newsroom: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - known when set up
    from django.urls import reverse

    issue, article = newsroom.issue.pk, newsroom.articles[0].pk
    yield "first page", reverse("admin:index")
    yield "triage", reverse("desk:triage")
    yield "board", reverse("desk:board")
    yield "board, after a change", reverse("desk:board-part", args=[issue])
    yield "proposed draft", reverse("desk:board-proposal", args=[issue])
    yield "review queue", reverse("desk:review-queue")
    yield "review", reverse("desk:review", args=[newsroom.articles[-1].pk])
    yield "article", reverse("admin:bulletins_article_change", args=[article])
    yield "articles", reverse("admin:bulletins_article_changelist")
    yield "activity", reverse("admin:bulletins_activity_changelist")
    yield "activity, searched", reverse("admin:bulletins_activity_changelist") + "?q=医院"
    yield "archive", reverse("archive:issues")


def _typed(newsroom: Any) -> Iterator[tuple[str, str, dict[str, str]]]:  # noqa: ANN401
    """Give what the page of an article asks while somebody types: of one story, and of none."""
    from django.urls import reverse

    article = newsroom.articles[0]
    text = {name: str(value or "") for name, value in article.text().items()}
    own = reverse("admin:bulletins_article_remarks", args=[article.pk])
    yield "checks while typing", own, text
    yield "the same, a new article", reverse("admin:bulletins_article_remarks_new"), text


def _row(name: str, ask: Callable[[], Any]) -> tuple[str, ...]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    first = _time(ask)
    with CaptureQueriesContext(connection) as captured:
        ask()
    queries = len(captured)  # now: the next request empties the log
    busy = time.process_time()
    times = [_time(ask) for _time_of in range(TIMES)]
    busy = (time.process_time() - busy) * 1000 / TIMES
    p95 = quantiles(times, n=20)[-1]
    shown = (f"{value:.0f}" for value in (busy, median(times), p95, first))
    return (name, str(queries), *shown)


def _time(ask: Callable[[], Any]) -> float:
    """Ask once; milliseconds."""
    started = time.perf_counter()
    answer = ask()
    answer.getvalue()
    assert answer.status_code == 200, (ask, answer.status_code)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
