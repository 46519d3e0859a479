"""How soon the desk answers: ``./run bench desk [--entries 200000] [--issues 600] [--runs 30]``.

A made-up newsroom (:mod:`benchmarks._desk_stories`, :mod:`benchmarks._desk_issues`) on SQLite, and
on PostgreSQL where that is installed. Each page is asked for through the whole stack of middleware
by a person who has logged in, in this process and warm. Queries are counted in a small newsroom
(2,000 entries, 8 issues) as well: the numbers must be the same. Besides the time of the wall, that
of the processor is told, ours and that of the database's server: on a machine that does other
things it is what can be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks._databases import DATABASES, ROOT

TARGET = 300.0  # ms at the 95th percentile
SMALL = (2000, 8)
_WARM = 2


@dataclass
class Measured:
    """A page: how many queries it takes; milliseconds of the wall, and of processors."""

    page: str
    queries: int
    p50: float
    p95: float
    cpu50: float
    cpu95: float


def main() -> None:
    """Measure both sizes on each database and print a table each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=200_000)
    parser.add_argument("--issues", type=int, default=600)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--database", choices=DATABASES, help="this one alone")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        measure(options)
        return
    for name in [options.database] if options.database else DATABASES:
        small = _measured_apart(name, *SMALL, 1, options.only)
        full = _measured_apart(name, options.entries, options.issues, options.runs, options.only)
        _print(name, small, full)


def _measured_apart(name: str, entries: int, issues: int, runs: int, only: str) -> list[Measured]:
    """Measure in a process and a database of its own; nothing where there is no such database."""
    with DATABASES[name]() as environment:
        if environment is None:
            return []
        command = [
            sys.executable, "-m", "benchmarks.desk", "--here", f"--entries={entries}",
            f"--issues={issues}", f"--runs={runs}", f"--only={only}",
        ]  # fmt: skip
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | environment, check=True, stdout=subprocess.PIPE
        )
        return [Measured(**row) for row in json.loads(done.stdout)]


def _print(name: str, small: list[Measured], full: list[Measured]) -> None:
    if not full:
        print(f"\n{name} is not installed")
        return
    load = ", ".join(f"{each:.0f}" for each in os.getloadavg())
    print(f"\n{name}, load {load}\n")
    print("| page | queries, small | queries | p50 | p95 | processor p50 | p95 |")
    print("|---|---|---|---|---|---|---|")
    for before, page in zip(small, full, strict=True):
        grown = f"**{page.queries}**" if page.queries > before.queries else page.queries
        p95 = f"**{page.p95:.0f}**" if page.p95 > TARGET else f"{page.p95:.0f}"
        print(f"| {page.page} | {before.queries} | {grown} | {page.p50:.0f} | {p95}"
              f" | {page.cpu50:.0f} | {page.cpu95:.0f} |")  # fmt: skip


def measure(options: argparse.Namespace) -> None:
    """Fill the database of the environment, ask for each page, and print what was measured."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["ZHOUBAO_ALLOWED_HOSTS"] = "testserver"
    if not os.environ["DATABASE_URL"]:
        del os.environ["DATABASE_URL"]
    django.setup()
    from benchmarks._desk_pages import Newsroom, pages_of

    begun = time.perf_counter()
    newsroom = Newsroom.filled(options.entries, options.issues)
    _say(f"{options.entries} entries written in {time.perf_counter() - begun:.0f} s")
    measured = []
    for name, ask in pages_of(newsroom).items():
        if options.only in name:
            measured.append(_measure(name, ask, options.runs))
            _say(str(measured[-1]))
    print(json.dumps([asdict(each) for each in measured]))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _measure(name: str, ask: Callable[[], Any], runs: int) -> Measured:
    for _time in range(_WARM):
        _asked(name, ask)
    queries = _queries_of(lambda: _asked(name, ask))
    walls, processors = [], []
    for _time in range(runs):
        wall, processor = time.perf_counter(), _processor_seconds()
        _asked(name, ask)
        walls.append((time.perf_counter() - wall) * 1000)
        processors.append((_processor_seconds() - processor) * 1000)
    return Measured(
        name, len(queries), median(walls), _p95(walls), median(processors), _p95(processors)
    )


def _queries_of(work: Callable[[], None]) -> list[str]:
    """Do the work and give the statements that it sent to the database."""
    from django.db import connection

    sent: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *args: Any) -> Any:  # noqa: ANN401 - Django's
        sent.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        work()
    return sent


def _asked(name: str, ask: Callable[[], Any]) -> None:
    answer = ask()
    if answer.status_code not in (200, 204, 302):
        raise RuntimeError(f"{name}: {answer.status_code}")
    if getattr(answer, "streaming", False):
        b"".join(answer.streaming_content)


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


def _processor_seconds() -> float:
    """Give what our process, and the one that serves us in PostgreSQL, have taken so far."""
    from django.db import connection

    ours = time.process_time()
    if connection.vendor != "postgresql":
        return ours
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return ours + int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


if __name__ == "__main__":
    main()
