"""What happens when people are as quick as each other: ``./run bench races [--rounds 200]``.

Each round two to five people act on the same article or issue at the same moment, each with a
connection of their own, held at a barrier until all are ready; then what is stored is held against
what may be. PostgreSQL of its own; the files are really rendered.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks._databases import ROOT, postgresql


def main() -> None:
    """Run each race so many times and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        measure(options.rounds)
        return
    with postgresql() as environment:
        if environment is None:
            sys.exit("PostgreSQL is not installed")
        command = [sys.executable, "-m", "benchmarks.races", "--here"]
        subprocess.run(
            [*command, "--rounds", str(options.rounds)],
            cwd=ROOT, env=os.environ | environment, check=True,
        )  # fmt: skip


def measure(rounds: int) -> None:
    """Run the races on the database of the environment."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.core.management import call_command

    from benchmarks._races import RACES, Newsroom

    call_command("migrate", verbosity=0)
    newsroom = Newsroom.make()
    print(f"{'race':<28}{'rounds':>7}{'s':>7}  outcomes; faults", flush=True)
    faults = 0
    for name, race in RACES.items():
        begun = time.perf_counter()
        outcomes, found = run(rounds, partial(race, newsroom))
        taken = time.perf_counter() - begun
        told = ", ".join(f"{count} × {outcome}" for outcome, count in outcomes.most_common())
        print(f"{name:<28}{rounds:>7}{taken:>7.1f}  {told}; {len(found)} faults", flush=True)
        for fault in dict.fromkeys(found):
            print(f"    {fault}")
        faults += len(found)
    print("as wanted" if not faults else f"{faults} faults")
    sys.exit(bool(faults))


def run(rounds: int, race: Callable[[], tuple[str, list[str]]]) -> tuple[Counter[str], list[str]]:
    """Run a race so many times; give how often each outcome came, and all faults."""
    results = list(_rounds(rounds, race))
    return Counter(outcome for outcome, _ in results), [one for _, some in results for one in some]


def _rounds(
    rounds: int, race: Callable[[], tuple[str, list[str]]]
) -> Iterator[tuple[str, list[str]]]:
    for _round in range(rounds):
        yield race()


if __name__ == "__main__":
    main()
