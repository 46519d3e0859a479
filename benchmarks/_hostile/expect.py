"""What is expected where the very value is not known: words, a span, a count."""

from __future__ import annotations

from dataclasses import dataclass

#: Minutes until what is not to happen by itself.
NEVER = -1


@dataclass(frozen=True)
class Has:
    """Equal to every text that has these words."""

    words: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and self.words in other

    def __hash__(self) -> int:
        return hash(self.words)

    def __repr__(self) -> str:
        return f"…{self.words}…"


@dataclass(frozen=True)
class Between:
    """Equal to every number from the lower to the upper, both included."""

    low: float
    high: float

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int | float) and self.low <= other <= self.high

    def __hash__(self) -> int:
        return hash((self.low, self.high))

    def __repr__(self) -> str:
        return f"{self.low:g}–{self.high:g}"


@dataclass(frozen=True)
class Once:
    """Equal to every list that has something once."""

    what: str
    times: int = 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, list) and other.count(self.what) == self.times

    def __hash__(self) -> int:
        return hash(self.what)

    def __repr__(self) -> str:
        return f"{self.times} × {self.what}"
