"""The program's own processes, each started again when it has ended, as an installation does."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

_CELERY = [sys.executable, "-m", "celery", "-A", "config"]
_WORKER = [*_CELERY, "worker", "--pool=threads", "--concurrency=4", "--without-mingle"]
_SCHEDULER = [*_CELERY, "beat", "--pidfile="]
_COMPLAINTS = ("No space left on device", "Connection refused", "closed the connection")


@dataclass
class Kept:
    """A process that is kept running."""

    name: str
    command: Sequence[str]
    log: Path
    starts: int = 0
    process: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        """Start it if it is not running."""
        if self.process and self.process.poll() is None:
            return
        self.starts += 1
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(self.command, stdout=output, stderr=output)

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        if self.process:
            self.process.kill()
            self.process.wait()


@dataclass
class Processes:
    """Two workers and two schedulers."""

    folder: Path
    dice: random.Random
    kept: list[Kept] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number in (1, 2):
            for name, command in (("worker", _WORKER), ("scheduler", _SCHEDULER)):
                log = self.folder / f"{name}-{number}.log"
                named = (
                    [*command, f"--hostname={name}-{number}@%h"] if name == "worker" else command
                )
                self.kept.append(Kept(f"{name} {number}", named, log))

    def keep(self) -> None:
        """Start again what has ended."""
        for each in self.kept:
            each.keep()

    def kill_one(self, name: str) -> str:
        """Kill one of the workers or schedulers; give its name."""
        chosen = self.dice.choice([each for each in self.kept if each.name.startswith(name)])
        chosen.kill()
        return chosen.name

    def complaints(self) -> dict[str, int]:
        """Count what the logs complain of: proof that the blows were felt."""
        said = "".join(each.log.read_text(errors="replace") for each in self.kept)
        return {words: said.count(words) for words in _COMPLAINTS}

    def end(self) -> None:
        """Kill all."""
        for each in self.kept:
            each.kill()
