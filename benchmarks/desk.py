"""How soon the desk answers: ``./run bench desk [--entries 200000] [--issues 600] [--runs 30]``.

A made-up newsroom (:mod:`benchmarks._desk_stories`, :mod:`benchmarks._desk_issues`) on SQLite, and
on PostgreSQL where that is installed. Each page is asked for through the whole stack of middleware
by a person who has logged in, in this process and warm. Queries are counted in a small newsroom
(3,000 entries, 60 issues) as well: the numbers must be the same. Besides the time of the wall, that
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
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks._databases import DATABASES, ROOT

TARGET = 300.0  # ms at the 95th percentile
#: Enough for 20 pages of entries and a year before this one.
SMALL = (3000, 60)
_WARM = 2


@dataclass
class Measured:
    """A page: how many queries it takes; milliseconds of the wall, and of processors."""

    page: str
    queries: int
    p50: float
    p95: float
    cpu95: float


def main() -> None:
    """Measure both sizes on each database and print one table."""
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
    measured = {
        name: (
            _measured_apart(name, *SMALL, 1, options.only),
            _measured_apart(name, options.entries, options.issues, options.runs, options.only),
        )
        for name in ([options.database] if options.database else DATABASES)
    }
    _print({name: list(zip(*sizes, strict=True)) for name, sizes in measured.items()})


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


def _print(measured: dict[str, list[tuple[Measured, Measured]]]) -> None:
    """Print one table of all databases; what is over the target, or grows with rows, is bold."""
    for name in [name for name, rows in measured.items() if not rows]:
        print(f"{name} is not installed")
        del measured[name]
    load = ", ".join(f"{each:.0f}" for each in os.getloadavg())
    print(f"\nMilliseconds; load {load}\n")
    columns = ("queries", "p50", "p95", "processor p95")
    heads = [f"{name}: {column}" for name in measured for column in columns]
    print(f"| page | {' | '.join(heads)} |")
    print("|---" * (len(heads) + 1) + "|")
    for of_a_page in zip(*measured.values(), strict=True):
        cells = [cell for small, full in of_a_page for cell in _cells(small, full)]
        print(f"| {of_a_page[0][1].page} | {' | '.join(cells)} |")


def _cells(small: Measured, full: Measured) -> Iterator[str]:
    is_more = full.queries > small.queries
    yield f"{small.queries} → **{full.queries}**" if is_more else f"{full.queries}"
    yield f"{full.p50:.0f}"
    for p95 in (full.p95, full.cpu95):
        yield f"**{p95:.0f}**" if p95 > TARGET else f"{p95:.0f}"


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
    return Measured(name, len(queries), median(walls), _p95(walls), _p95(processors))


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
