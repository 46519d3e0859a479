"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"
    """Works, but not as it should in daily use."""
    FAIL = "fail"
    """Some part of the work cannot be done."""


@dataclass(frozen=True)
class Diagnosis:
    """One finding, for an administrator: what is so, and what to do about it."""

    level: Level
    message: str
    remedy: str = ""


def ok(message: str) -> Diagnosis:
    """All is well; the message says what was found."""
    return Diagnosis(Level.OK, message)


def warn(message: str, remedy: str) -> Diagnosis:
    """It works, but not as it should."""
    return Diagnosis(Level.WARN, message, remedy)


def fail(message: str, remedy: str) -> Diagnosis:
    """Something does not work."""
    return Diagnosis(Level.FAIL, message, remedy)
