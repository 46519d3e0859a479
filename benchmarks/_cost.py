"""What a piece of work costs the process that does it; for workers that stay, one line a time."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Cost:
    """Seconds of processor, seconds of wall, the process's peak memory so far in MB.

    ``server``: seconds of processor that its database's server took besides.
    """

    cpu: float
    wall: float
    memory: float
    server: float = 0.0


def cost(usage: resource.struct_rusage, wall: float, before: float = 0.0) -> Cost:
    """Give the cost from what the system counted."""
    return Cost(usage.ru_utime + usage.ru_stime - before, wall, usage.ru_maxrss / 1024)


def run(command: Sequence[Any]) -> Cost:
    """Give what a command costs from its start to its end.

    Raises:
        RuntimeError: it fails.

    """
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{command[0]} failed")
    return cost(usage, time.perf_counter() - begun)


def answer(
    work: Callable[[], object],
    prepare: Callable[[], object] = lambda: None,
    server: Callable[[], float] = lambda: 0.0,
) -> None:
    """For each line of the standard input prepare, do the work, and print what the work cost.

    ``server`` gives the seconds of processor that a server has taken so far.
    """
    print("ready", flush=True)
    for _line in sys.stdin:
        prepare()
        usage = resource.getrusage(resource.RUSAGE_SELF)
        before, served = usage.ru_utime + usage.ru_stime, server()
        begun = time.perf_counter()
        work()
        wall = time.perf_counter() - begun
        spent = cost(resource.getrusage(resource.RUSAGE_SELF), wall, before)
        print(json.dumps(asdict(replace(spent, server=server() - served))), flush=True)


class Worker:
    """A process that runs :func:`answer`."""

    def __init__(self, command: Sequence[Any], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._read()

    def work(self) -> Cost:
        """Have the work done once."""
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return Cost(**json.loads(self._read()))

    def end(self) -> None:
        """Let the process end by itself."""
        self._process.communicate()

    def _read(self) -> str:
        assert self._process.stdout
        if line := self._process.stdout.readline():
            return line
        raise RuntimeError("the worker ended")
