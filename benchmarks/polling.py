"""What polling costs, beside newsboat and reader: ``./run bench polling [--feeds 200,2000]``.

Each round polls the same feeds of a local server (34 items, 34 KB, Chinese, an address of its own
each, 50 ms until it answers) with each program in turn: first all is new, then one item of each
feed, then the server answers 304, then 200 with the same bytes. Zhoubao takes its whole way, with
its database: SQLite, and PostgreSQL where that is installed. Processor time is of the program's
process alone; Zhoubao and reader stay between rounds, newsboat is started for each, as it is meant
to be, so its start (it reads its cache) counts, and is shown on its own as well. What PostgreSQL's
server takes besides is shown in a column of its own; the targets are of the program's process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from benchmarks._cost import Cost, Worker, run
from benchmarks._feeds import FeedServer, serving

ROOT = Path(__file__).resolve().parent.parent
#: The rounds, and what the server is told before each.
ROUNDS = {"cold": "", "one new": "publish", "304": "", "same body": "forget"}
#: The most of the other's processor time that we may take.
TARGETS = {
    ("newsboat", "cold"): 0.6,
    ("newsboat", "one new"): 0.4,
    ("newsboat", "304"): 0.7,
    ("reader", "cold"): 0.25,
}
GROWTH, MEMORY = 1.2, 150  # of the cost per feed from the fewest to the most feeds; MB


class Program(Protocol):
    """One of the programs that are compared."""

    def work(self) -> Cost:
        """Poll all feeds once."""

    def end(self) -> None:
        """Leave nothing behind."""


class Newsboat:
    """Debian's newsboat with a configuration and cache of its own."""

    def __init__(self, folder: Path, at_once: int) -> None:
        settings = folder / "newsboat.config"
        settings.write_text(f"reload-threads {at_once}\n")
        cache = folder / "newsboat.sqlite3"
        self._command = ["newsboat", "-u", folder / "urls", "-C", settings, "-c", cache]

    def start(self) -> Cost:
        """Only start and read the cache."""
        return run([*self._command, "-x", "print-unread"])

    def work(self) -> Cost:
        """Poll all feeds once."""
        return run([*self._command, "-x", "reload"])

    def end(self) -> None:
        """Leave nothing behind."""


def main() -> None:
    """Measure each number of feeds and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", default="200,2000", help="numbers of feeds: 200,2000")
    parser.add_argument("--at-once", type=int, default=4, help="requests at once, for each program")
    parser.add_argument("--reader", help="a Python that has the package reader; else one is made")
    parser.add_argument("--runs", type=int, default=1, help="measure so often; the least counts")
    parser.add_argument("--alone", action="store_true", help="Zhoubao on SQLite only")
    options = parser.parse_args()
    sizes = sorted(int(number) for number in options.feeds.split(","))
    peer = None if options.alone else options.reader or _reader()
    costs = {
        size: least([measure(size, options.at_once, peer) for _run in range(options.runs)])
        for size in sizes
    }
    report(costs)


def measure(feeds: int, at_once: int, reader: str | None) -> dict[str, dict[str, Cost]]:
    """Give the costs by program and round."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(serving(feeds))
        (folder / "urls").write_text("\n".join(server.urls) + "\n")
        programs = _programs(stack, folder, at_once, reader)
        try:
            return _rounds(server, programs)
        finally:
            for program in programs.values():
                program.end()


def least(runs: Sequence[dict[str, dict[str, Cost]]]) -> dict[str, dict[str, Cost]]:
    """Give of each program and round the run that took the least processor time."""
    return {
        name: {
            title: min((run[name][title] for run in runs), key=lambda cost: cost.cpu)
            for title in rounds
        }
        for name, rounds in runs[0].items()
    }


def _programs(
    stack: ExitStack, folder: Path, at_once: int, reader: str | None
) -> dict[str, Program]:
    found: dict[str, Program] = {"Zhoubao, SQLite": _zhoubao(folder, at_once, "")}
    if not reader:
        return found
    if Path("/usr/lib/postgresql").exists():
        address = stack.enter_context(_postgres())
        found["Zhoubao, PostgreSQL"] = _zhoubao(folder, at_once, address)
    if shutil.which("newsboat"):
        found["newsboat"] = Newsboat(folder, at_once)
    else:
        print("newsboat is not installed and left out: apt-get install newsboat", file=sys.stderr)
    command = [reader, "-m", "benchmarks._reader", folder / "urls", str(at_once)]
    found["reader"] = Worker(command, {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)})
    return found


def _rounds(server: FeedServer, programs: dict[str, Program]) -> dict[str, dict[str, Cost]]:
    costs: dict[str, dict[str, Cost]] = {name: {} for name in programs}
    for title, command in ROUNDS.items():
        if command:
            server.tell(command)
        for name, program in programs.items():
            print(f"{server.feeds} feeds, {title}: {name} …", file=sys.stderr)
            costs[name][title] = program.work()
    newsboat = programs.get("newsboat")
    if isinstance(newsboat, Newsboat):
        costs["newsboat"]["start"] = newsboat.start()
    return costs


def _zhoubao(folder: Path, at_once: int, database: str) -> Worker:
    data = folder / ("postgres-data" if database else "data")
    data.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ZHOUBAO_SECRET_KEY": "for-measuring-only",
        "ZHOUBAO_DATA_DIR": str(data),
        # The program never runs without these; see ./run.
        **{name: value for name, value in os.environ.items() if name.startswith("MALLOC_")},
    } | ({"DATABASE_URL": database} if database else {})
    migrate = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "benchmarks._zhoubao", folder / "urls", str(at_once)]
    return Worker(command, environment)


@contextmanager
def _postgres() -> Iterator[str]:
    command = ["sh", ROOT / "benchmarks/_postgres.sh"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.communicate()


def _reader() -> str:
    """Install the package reader, the first time; give the Python that has it."""
    folder = ROOT / "var/peers/reader"
    if not folder.exists():
        print(f"Installing reader into {folder}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin/pip", "install", "-q", "reader", "sgmllib3k"], check=True)
    return str(folder / "bin/python")


def report(costs: dict[int, dict[str, dict[str, Cost]]]) -> None:
    """Print processor time per feed, memory and wall, then how we stand to the targets."""
    rounds = [*ROUNDS, "start"]
    _line("CPU per feed, ms", *rounds, "server", "wall, s", "peak, MB")
    _line(*["---"] * (len(rounds) + 4))
    for feeds, programs in costs.items():
        for name, by_round in programs.items():
            spent = [
                f"{1000 * by_round[r].cpu / feeds:.2f}" if r in by_round else "" for r in rounds
            ]
            served = [1000 * by_round[r].server / feeds for r in ROUNDS]
            server = " ".join(f"{each:.1f}" for each in served) if any(served) else ""
            wall = " ".join(f"{by_round[r].wall:.0f}" for r in ROUNDS)
            peak = max(cost.memory for cost in by_round.values())
            _line(f"{name}, {feeds} feeds", *spent, server, wall, f"{peak:.0f}")
    print()
    _line("ratio", "reached", "target", "")
    _line(*["---"] * 4)
    for name, reached, most in _ratios(costs):
        _line(name, f"{reached:.2f}", f"≤ {most:g}", "ok" if reached <= most else "MISSED")


def _ratios(
    costs: dict[int, dict[str, dict[str, Cost]]],
) -> Iterator[tuple[str, float, float]]:
    for feeds, programs in costs.items():
        ours = [name for name in programs if name.startswith("Zhoubao")]
        for name in ours:
            for (peer, title), most in TARGETS.items():
                if peer in programs:
                    reached = programs[name][title].cpu / programs[peer][title].cpu
                    yield f"{name} : {peer}, {title}, {feeds} feeds", reached, most
            peak = max(cost.memory for cost in programs[name].values())
            yield f"{name}, peak MB, {feeds} feeds", peak, MEMORY
    fewest, most_feeds = min(costs), max(costs)
    if fewest == most_feeds:
        return
    for name in (name for name in costs[fewest] if name.startswith("Zhoubao")):
        for title in ROUNDS:
            few, many = costs[fewest][name][title].cpu, costs[most_feeds][name][title].cpu
            reached = many / most_feeds / (few / fewest)
            yield f"{name}, {title}, {most_feeds} : {fewest} feeds", reached, GROWTH


def _line(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
