"""Reasons: which words of a text spoke for it and against it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor.pipeline.rank import Learned, grams, weight

#: Words shown of each kind.
_SHOWN = 8
_LONGEST = 10
#: Weaker grams than this part of the strongest beside them do not make a word longer.
_WEAK = 0.4


@dataclass(frozen=True)
class Reason:
    """A word of the text, and how much it spoke for (above 0) or against it (below 0)."""

    word: str
    weight: float


@dataclass(frozen=True)
class Reasons:
    """The strongest words, the strongest first."""

    favourable: tuple[Reason, ...] = ()
    adverse: tuple[Reason, ...] = ()


@dataclass
class _Stretch:
    start: int
    end: int
    weight: float
    strongest: float


def reasons_of(lesson: str, learned: Learned) -> Reasons:
    """Give the words that counted; grams that stand on each other are read as one word."""
    if not learned.trust:
        return Reasons()
    strongest: dict[str, float] = {}
    for stretch in _stretches(lesson, learned):
        strongest.setdefault(lesson[stretch.start : stretch.end], stretch.weight)
    reasons = [Reason(word, weight) for word, weight in strongest.items()]
    reasons.sort(key=lambda reason: -abs(reason.weight))
    return Reasons(
        _shown(reason for reason in reasons if reason.weight > 0),
        _shown(reason for reason in reasons if reason.weight < 0),
    )


def _shown(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The first, without words that stand in one already shown."""
    shown: list[Reason] = []
    for reason in reasons:
        if not any(reason.word in other.word for other in shown):
            shown.append(reason)
    return tuple(shown[:_SHOWN])


def _stretches(lesson: str, learned: Learned) -> Iterator[_Stretch]:
    """Join the grams that overlap and say the same into stretches of the text."""
    current: _Stretch | None = None
    for start, end, value in sorted(_weighed(lesson, learned)):
        if current and _continues(current, start, end, value):
            current.end = max(current.end, end)
            current.weight += value
            current.strongest = max(current.strongest, abs(value))
            continue
        if current:
            yield current
        current = _Stretch(start, end, value, abs(value))
    if current:
        yield current


def _continues(stretch: _Stretch, start: int, end: int, value: float) -> bool:
    return (
        start < stretch.end
        and end - stretch.start <= _LONGEST
        and value * stretch.weight > 0
        and abs(value) >= _WEAK * stretch.strongest
    )


def _weighed(lesson: str, learned: Learned) -> Iterator[tuple[int, int, float]]:
    for gram, place in grams(lesson).items():
        if (count := learned.grams.get(gram)) and (value := weight(count, learned.texts)):
            yield place, place + len(gram), value
