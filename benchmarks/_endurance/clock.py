"""The clock of the simulated day: the program's own time, so many times faster than ours."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta

_BEGUN, _SPEED = "ZHOUBAO_BENCHMARK_BEGUN", "ZHOUBAO_BENCHMARK_SPEED"
#: When the simulated time begins, whenever that is in ours.
START = datetime(2026, 11, 16, 0, 0, tzinfo=UTC)


def wind_up(speed: float) -> dict[str, str]:
    """Start the clock; give the environment by which other processes have the same."""
    os.environ |= {_BEGUN: str(time.time()), _SPEED: str(speed)}
    return {_BEGUN: os.environ[_BEGUN], _SPEED: os.environ[_SPEED]}


def speed() -> float:
    """How many times faster than ours it goes."""
    return float(os.environ[_SPEED])


def hours() -> float:
    """Simulated hours since the beginning."""
    return (time.time() - float(os.environ[_BEGUN])) * speed() / 3600


def now() -> datetime:
    """Give the simulated time."""
    return START + timedelta(hours=hours())


def sleep(simulated_hours: float) -> None:
    """Wait so long."""
    time.sleep(max(simulated_hours, 0) * 3600 / speed())
