"""Hostile and broken sources, one by one: ``./run bench toughness [--only WORDS] [--misses]``.

In a network of its own, in which every address is ours, a server plays each case to the program:
its real worker and scheduler poll the sources, read the pages and keep the pictures, while steady
sources are polled beside them. What stands on the rows then, and what the server was asked, is
compared with what is expected. The exit code is 1 if anything differs.
"""

from __future__ import annotations

from benchmarks._hostile.network import enter

if __name__ == "__main__":
    enter("benchmarks.toughness")

import argparse
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import django

from benchmarks._hostile import program, server

if TYPE_CHECKING:
    from benchmarks._hostile.doors import Door
    from benchmarks._hostile.outcome import Outcome

#: Seconds for the whole run, MB of the worker at its peak, seconds that a steady source may wait:
#: a tenth of the shortest interval that a source can have.
SECONDS, MEMORY, LATE = 60, 150, 30
_STEADY = [f"steady-{number}.example" for number in range(12)]
#: Threads that try what people may do; and that look at what became of the cases, for which some
#: sources are read again: most of them wait for a host to have rested.
_PEOPLE, _JUDGES = 10, 48
_WIDTH = 70

#: Number and name of a case, and what of it differs: the fact, what was expected, what was found.
Result = tuple[int, str, dict[str, tuple[object, object]]]


def main() -> None:
    """Play all cases, print the tables, and end with 1 if anything is not as expected.

    Raises:
        SystemExit: always.

    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="cases whose names have these words")
    parser.add_argument("--misses", action="store_true", help="print only what differs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = program.environment(Path(folder))
        os.environ.clear()
        os.environ.update(environment)
        django.setup()
        raise SystemExit(_run(Path(folder), options.only, only_misses=options.misses))


def _run(folder: Path, words: str, *, only_misses: bool) -> bool:
    """Play, print; whether anything was missed. Imports need the program's settings."""
    from django.core.management import call_command

    from benchmarks._hostile.doors import afterwards, outdoors
    from benchmarks._hostile.sites import all_cases, world_of
    from benchmarks._hostile.watch import Watch

    call_command("migrate", verbosity=0)
    begun = time.monotonic()
    cases = [case for case in all_cases() if words in case.name]
    world = world_of(cases, _STEADY)
    server.start(world)
    watch = Watch(world, cases, _STEADY)
    watch.begin()
    queues = [[door for door in queue if words in door.name] for queue in outdoors(world)]
    with ThreadPoolExecutor(_PEOPLE) as people, ThreadPoolExecutor(_JUDGES) as judges:
        tried = people.map(_results, queues)
        with program.working(folder / "log") as process:
            finished = watch.follow(4 * SECONDS)
            memory = program.peak_memory(process.pid)
        own_faults = watch.own_faults()
        last = people.submit(_results, [d for d in afterwards(world) if words in d.name])
        played = judges.map(_results, ([outcome] for outcome in watch.outcomes()))
        results = [*chain(*tried, *played), *last.result()]
    totals = {
        "all sources polled": (True, finished),
        "requests to private addresses": (0, len(world.private)),
        "faults of the program's own": (0, own_faults),
        "seconds": (SECONDS, round(time.monotonic() - begun, 1)),
        "peak memory of the worker, MB": (MEMORY, round(memory)),
        "longest wait of a steady source, s": (LATE, round(max(watch.late), 1)),
    }
    results.sort(key=itemgetter(0, 1))
    _print_cases(results, only_misses=only_misses)
    _print_numbers(results)
    missed = _print_totals(totals, len(watch.late), len(world.log))
    return missed or any(differing for _number, _name, differing in results)


def _results(played: Iterable[Outcome | Door]) -> list[Result]:
    return [(each.number, each.name, each.differing()) for each in played]


def _print_cases(results: Iterable[Result], *, only_misses: bool) -> None:
    _line("case", "name", "fact", "expected", "got")
    _line(*["---"] * 5)
    for number, name, differing in results:
        for fact, (expected, got) in differing.items():
            _line(number, name, fact, expected, got)
        if not differing and not only_misses:
            _line(number, name, "all", "as expected", "ok")


def _print_numbers(results: Iterable[Result]) -> None:
    """Print how many cases of each number passed."""
    tried, passed = Counter[int](), Counter[int]()
    for number, _name, differing in results:
        tried[number] += 1
        passed[number] += not differing
    print()
    _line("case", *tried)
    _line(*["---"] * (len(tried) + 1))
    _line("passed", *(f"{passed[number]} of {tried[number]}" for number in tried))


def _print_totals(totals: dict[str, tuple[float, float]], polls: int, requests: int) -> bool:
    """Print what was reached; whether anything of it was missed."""
    print(f"\n{requests} requests; steady sources were polled {polls} times.\n")
    _line("in all", "reached", "target", "")
    _line(*["---"] * 4)
    missed = {name for name, (target, got) in totals.items() if not _is_reached(target, got)}
    for name, (target, got) in totals.items():
        _line(name, got, target, "MISSED" if name in missed else "ok")
    return bool(missed)


def _is_reached(target: float, got: float) -> bool:
    return got is target if isinstance(target, bool) else got <= target


def _line(*cells: object) -> None:
    shown = (" ".join(str(cell).split()).replace("|", "¦") for cell in cells)
    print(
        "| "
        + " | ".join(f"{cell[:_WIDTH]}…" if len(cell) > _WIDTH else cell for cell in shown)
        + " |"
    )


if __name__ == "__main__":
    main()
