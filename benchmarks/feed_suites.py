"""Public suites of feeds, good and broken: ``./run bench feed-suites FOLDER…``.

Reads every file of the folders as a feed, in a process of its own with limits on time and memory,
and compares the number of items with what feedparser finds. A crash, a hang, a reach for a file or
a host, and fewer items than feedparser are misses; the exit code is 1 if there are any. The suites
belong to others and are not part of this project; docs/benchmarks.md says where they are found.
"""

from __future__ import annotations

import argparse
import json
import select
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: Seconds for one file, both readers together.
_PATIENCE = 30


class Reader:
    """The process that reads; a new one takes over when it dies or hangs."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks._suite_reader"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def read(self, path: Path) -> dict[str, Any]:
        """Give what became of a file."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        ready, _writable, _failed = select.select([self._process.stdout], [], [], _PATIENCE)
        line = self._process.stdout.readline() if ready else ""
        if line:
            found: dict[str, Any] = json.loads(line)
            return found
        self.end()
        self._start()
        return {"error": "CRASH" if ready else "HANG"}

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()


@dataclass
class Suite:
    """The figures of one folder, and what went wrong."""

    name: str
    files: int = 0
    feeds: int = 0
    peer: int = 0
    items: int = 0
    more: int = 0
    slowest: float = 0.0
    misses: list[tuple[Path, str]] = field(default_factory=list)

    def add(self, path: Path, found: dict[str, Any]) -> None:
        """Count a file."""
        items, peer = found.get("items", 0), found.get("peer", 0)
        self.files += 1
        self.feeds += bool(items)
        self.items += items
        self.peer += peer
        self.more += items > peer
        self.slowest = max(self.slowest, found.get("seconds", 0.0))
        self.misses += [(path, why) for why in _misses(found)]


def _misses(found: dict[str, Any]) -> Iterator[str]:
    if found["error"].startswith(("CRASH", "HANG")):
        yield found["error"]
    elif found["items"] < found["peer"]:
        yield f"{found['items']} of {found['peer']} items {found['error']}"
    for reached in found.get("reached", ()):
        yield f"reached for {reached}"


def main() -> None:
    """Read all folders and print a table.

    Raises:
        SystemExit: with 1 if there are misses.

    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    folders = parser.parse_args().folders
    reader = Reader()
    suites = [_read(folder, reader) for folder in folders]
    reader.end()
    _print(suites)
    raise SystemExit(any(suite.misses for suite in suites))


def _read(folder: Path, reader: Reader) -> Suite:
    suite = Suite(folder.name)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            suite.add(path, reader.read(path))
    return suite


def _print(suites: list[Suite]) -> None:
    for suite in suites:
        for path, why in suite.misses:
            print(f"{path}: {why}")
    print()
    _line("suite", "files", "feeds with items", "items, feedparser", "items, ours",
          "files with more", "slowest, s CPU", "misses")  # fmt: skip
    _line(*["---"] * 8)
    for suite in suites:
        _line(suite.name, suite.files, suite.feeds, suite.peer, suite.items, suite.more,
              f"{suite.slowest:.2f}", len(suite.misses))  # fmt: skip


def _line(*cells: object) -> None:
    print("| " + " | ".join(map(str, cells)) + " |")


if __name__ == "__main__":
    main()
