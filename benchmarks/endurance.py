"""A day of a newsroom, sped up: ``./run bench endurance [--hours 24] [--outlets 500]``.

500 outlets publish all day; some of their answers fail, and every fifth closes its feed for hours.
Two workers and two schedulers poll them over Redis and PostgreSQL, which all run on a small disk of
their own; again and again a worker or scheduler is killed, Redis and PostgreSQL are ended and
started anew, and once the disk is full for a while. Only the program's clock goes faster. When the
day is over the outlets fall quiet, and what they have published is compared with the rows. Prints
what happened at which hour; exit code 1 if anything is missing, doubled or left behind. Needs root,
for the disk.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import django

from benchmarks._endurance import clock
from benchmarks._endurance.processes import Processes
from benchmarks._endurance.services import Disk, Postgres, Redis
from benchmarks._feeds import address

_INTERVAL = 30  # minutes
#: Hours that something stays down; hours at most until all is well after the day.
_DOWN, _FULL, _RECOVERY = 0.1, 0.5, 12


class Day:
    """All that runs, what is done to it, and what is noted of that."""

    def __init__(self, folder: Path, hours: float, seed: int) -> None:
        self.hours, self.dice = hours, random.Random(seed)
        self.broken: list[tuple[float, float]] = []
        self.disk = Disk(folder)
        self.disk.mount()
        self.postgres, self.redis = Postgres(folder), Redis(folder)
        self.processes = Processes(folder.parent, self.dice)

    def plan(self) -> list[tuple[float, Callable[[], None]]]:
        """Give what befalls the program, by hour: kills all day long, the rest once or twice."""
        kills = [(hour, self.kill_worker) for hour in self._spread(1.2)]
        schedulers = [(hour, self.kill_scheduler) for hour in self._spread(4)]
        others = {
            0.22: self.restart_redis, 0.37: self.restart_postgres, 0.53: self.fill_disk,
            0.71: self.restart_redis, 0.86: self.restart_postgres,
        }  # fmt: skip
        once = [(self.hours * share, what) for share, what in others.items()]
        return sorted([*kills, *schedulers, *once], key=lambda event: event[0])

    def _spread(self, every: float) -> list[float]:
        """Give hours, one in each span of so many, all through the day."""
        count = max(round(self.hours / every), 1)
        return [self.hours * (n + self.dice.random()) / count for n in range(count)]

    def wait(self, until: float) -> None:
        """Let time go by; who has ended meanwhile is started again."""
        while True:
            self.processes.keep()
            if not self.postgres.is_running():
                say("PostgreSQL has ended by itself and is started again")
                self._down(self.postgres.start)
            if clock.hours() >= until:
                return
            time.sleep(0.25)

    def kill_worker(self) -> None:
        """SIGKILL to one of the two."""
        self._kill("worker")

    def kill_scheduler(self) -> None:
        """SIGKILL to one of the two."""
        self._kill("scheduler")

    def _kill(self, name: str) -> None:
        say(f"{self.processes.kill_one(name)} is killed, down for {_DOWN:g} h")
        self._down(lambda: clock.sleep(_DOWN))

    def restart_redis(self) -> None:
        """Redis goes, with all messages."""
        say(f"Redis is killed, down for {_DOWN:g} h")
        self.redis.stop()
        self._down(lambda: clock.sleep(_DOWN))
        self.redis.start()
        say("Redis is back, empty")

    def restart_postgres(self) -> None:
        """PostgreSQL crashes."""
        say(f"PostgreSQL is ended roughly, down for {_DOWN:g} h")
        self.postgres.stop()
        self._down(lambda: clock.sleep(_DOWN))
        self._down(self.postgres.start)
        say("PostgreSQL is back")

    def fill_disk(self) -> None:
        """Database and snapshots find no room."""
        say(f"the disk is full, for {_FULL:g} h")
        self.disk.fill()
        self._down(lambda: clock.sleep(_FULL))
        self.disk.free()
        say("the disk has room again")

    def _down(self, meanwhile: Callable[[], None]) -> None:
        begin = clock.hours()
        meanwhile()
        self.broken.append((begin, clock.hours()))

    def end(self) -> None:
        """End all and leave nothing behind."""
        self.processes.end()
        self.redis.stop()
        self.postgres.stop()
        self.disk.unmount()


def main() -> None:
    """Live through the day and print what was found.

    Raises:
        SystemExit: with 1 if anything is not as it should be.

    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hours", type=float, default=24, help="simulated hours")
    parser.add_argument("--outlets", type=int, default=500)
    parser.add_argument("--speed", type=float, default=120, help="times faster than real time")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o711)  # PostgreSQL is another user
        day = Day(folder / "disk", options.hours, options.seed)
        stack.callback(day.end)
        raise SystemExit(_live(day, stack, folder / "answers", options.outlets, options.speed))


def _live(day: Day, stack: ExitStack, log: Path, outlets: int, speed: float) -> bool:
    _prepare(day, speed)
    port = stack.enter_context(_publishing(outlets, log))
    _add_sources(outlets, port)
    say(f"{outlets} outlets, {day.hours:g} hours, {speed:g} times as fast")
    for hour, befalls in day.plan():
        day.wait(hour)
        befalls()
    day.wait(day.hours)
    with urlopen(f"http://127.0.0.1:{port}/quiet") as answer:
        quiet = float(answer.read())
    say("the outlets fall quiet")
    settled = _settle(day, quiet)
    return _report(day, settled, outlets, quiet, log)


def _prepare(day: Day, speed: float) -> None:
    """Make the database; begin the simulated time."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "benchmarks._endurance.settings",
        "DATABASE_URL": day.postgres.url,
        "ZHOUBAO_BROKER_URL": day.redis.url,
        "ZHOUBAO_DATA_DIR": str(day.disk.folder),
        "ZHOUBAO_SECRET_KEY": "for-this-benchmark-only",
        "ZHOUBAO_LANGUAGE": "en",
    }
    clock.wind_up(speed)
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], check=True)
    clock.wind_up(speed)
    django.setup()


@contextmanager
def _publishing(outlets: int, log: Path) -> Iterator[int]:
    """Run the outlets until the block ends; gives their port."""
    command = [sys.executable, "-m", "benchmarks._endurance.outlets", str(outlets), str(log)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def _add_sources(outlets: int, port: int) -> None:
    """Add a source for each outlet, named by its number."""
    from monitor.models import Source

    Source.objects.bulk_create(
        Source(
            name=str(number), url=f"http://{address(number)}:{port}/feed.xml",
            allow_private=True, interval_minutes=_INTERVAL,
        )
        for number in range(outlets)
    )  # fmt: skip


def _settle(day: Day, quiet: float) -> bool:
    """Wait until everything has recovered, for some hours at most; whether it has."""
    from django.db import Error, connection

    from benchmarks._endurance.audit import is_settled

    while clock.hours() < quiet + _RECOVERY:
        day.wait(clock.hours() + 0.1)
        with suppress(Error):  # a connection from before a restart
            if is_settled(quiet):
                say("all sources work and all pages are read")
                return True
        connection.close()
    return False


def _report(day: Day, settled: bool, outlets: int, quiet: float, log: Path) -> bool:
    """Print what happened and what must not be; whether there is any of that."""
    from benchmarks._endurance.audit import figures, findings

    print()
    for name, count in figures(log).items():
        print(f"| {name} | {count} |")
    for name, count in day.processes.complaints().items():
        print(f"| lines of the logs: {name} | {count} |")
    for each in day.processes.kept:
        print(f"| starts of {each.name} | {each.starts} |")
    found = findings(outlets, quiet, log, day.broken) | {"not settled": int(not settled)}
    print()
    for name, count in found.items():
        print(f"| {name} | {count} | {'MISSED' if count else 'ok'} |")
    return any(found.values())


def say(what: str) -> None:
    """Note what happens, with the simulated hour."""
    hour, minute = divmod(int(clock.hours() * 60), 60)
    print(f"{hour:02}:{minute:02}  {what}", flush=True)


if __name__ == "__main__":
    main()
