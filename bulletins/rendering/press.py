"""The processes that print, seen from the desk: started at need, kept for the next order.

A press prints one order after another; one that was slow, failed or grew large is not used again.
So an article that hangs or breaks the engine fails its own printing and no other, and who looks at
a page again after a change does not wait for the engine to start.
"""

from __future__ import annotations

import atexit
import json
import logging
import math
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

from bulletins.rendering.fonts import CONFIGURATION

logger = logging.getLogger(__name__)

_PROJECT = Path(__file__).resolve().parents[2]

#: All that a press learns about its surroundings: where fonts and their cache are, no secrets.
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "XDG_CACHE_HOME")

#: Seconds after which an idle press is not used any more. A minute later it ends by itself.
_REST = 240


class PressError(Exception):
    """The press ended before it had printed; the log says why."""


class SlowPressError(PressError):
    """It took more time than it was given."""


class Press:
    """A process that prints, one order at a time."""

    def __init__(self, program: str) -> None:
        self.program = program
        self._errors, self._errors_told = tempfile.TemporaryFile(), 0  # noqa: SIM115 - end() closes it
        self._process = subprocess.Popen(
            [sys.executable, "-m", program],
            cwd=_PROJECT, env=_environment(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors,
            start_new_session=True,
        )  # fmt: skip
        self._orders = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        self.pid = self._process.pid
        self._is_slow = self._has_ended = False
        self._last_used = time.monotonic()

    @property
    def is_ready(self) -> bool:
        """Whether another order may be given."""
        rested = time.monotonic() - self._last_used
        return rested < _REST and not self._has_ended and self._process.poll() is None

    def print(self, order: dict[str, Any], timeout: float) -> tuple[dict[str, Any], bytes]:
        """Give the report and the PDF of an order (:func:`bulletins.rendering.child.main`).

        Raises:
            SlowPressError: it took more than ``timeout`` seconds.
            PressError: it failed.

        """
        line = json.dumps(order | {"cpu_seconds": math.ceil(timeout)}).encode() + b"\n"
        watch = threading.Timer(timeout, self._stop)
        watch.start()
        try:
            report, pdf = self._answer(line)
        except (OSError, ValueError):
            raise self._failure() from None
        finally:
            watch.cancel()
            watch.join()  # It may be about to stop the process.
            self._log_errors()
        self._last_used = time.monotonic()
        self._has_ended = report.pop("is_last")
        return report, pdf

    def end(self) -> None:
        """End the process. It holds nothing that could be lost."""
        if self._process.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        with suppress(OSError):  # of an order that it did not take any more
            self._orders.close()
        self._answers.close()
        self._errors.close()

    def _stop(self) -> None:
        self._is_slow = self._has_ended = True
        if self._process.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)

    def _answer(self, line: bytes) -> tuple[dict[str, Any], bytes]:
        """Raise OSError or ValueError if the process ended before it had answered."""
        self._orders.write(line)
        self._orders.flush()
        report = json.loads(self._answers.readline())
        size = report.pop("size")
        pdf = self._answers.read(size)
        if len(pdf) < size:
            raise EOFError
        return report, pdf

    def _failure(self) -> PressError:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        ended = self._process.returncode
        if self._is_slow or ended == -signal.SIGXCPU:
            return SlowPressError()
        logger.error("printing ended with %s", ended)
        return PressError()

    def _log_errors(self) -> None:
        """Log what the process has said since it was last asked."""
        descriptor = self._errors.fileno()  # Its place in the file is the process's place, too.
        said = os.pread(descriptor, os.fstat(descriptor).st_size, self._errors_told)
        self._errors_told += len(said)
        if said:
            logger.warning("printing said: %s", said.decode(errors="replace")[-4000:])


class Presses:
    """The idle presses of this process. May be used by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Press] = []

    @property
    def idle(self) -> tuple[Press, ...]:
        """Those that have printed and wait for another order."""
        with self._lock:
            return tuple(self._idle)

    def print(
        self, program: str, order: dict[str, Any], timeout: float
    ) -> tuple[dict[str, Any], bytes]:
        """Print with an idle press, or a new one; raise what :meth:`Press.print` does."""
        press = self._take(program)
        try:
            printed = press.print(order, timeout)
        except BaseException:
            press.end()
            raise
        if press.is_ready:
            with self._lock:
                self._idle.append(press)
        else:
            press.end()
        return printed

    def end(self) -> None:
        """End them all."""
        with self._lock:
            while self._idle:
                self._idle.pop().end()

    def _take(self, program: str) -> Press:
        with self._lock:
            for press in self._idle[:]:
                if not press.is_ready:
                    self._idle.remove(press)
                    press.end()
            for press in self._idle:
                if press.program == program:
                    self._idle.remove(press)
                    return press
        return Press(program)


def _environment() -> dict[str, str]:
    inherited = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    own_fonts = {"FONTCONFIG_FILE": str(CONFIGURATION)} if CONFIGURATION.exists() else {}
    return inherited | own_fonts


presses = Presses()
atexit.register(presses.end)
