"""Three-way merge: two people's changes of one text → one text, and what they disagree about.

A text is a sequence of units (paragraphs, lines, single values); units are never cut. Pure.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

Unit = TypeVar("Unit", bound=Hashable)


@dataclass(frozen=True)
class Part(Generic[Unit]):
    """What a stretch of the text was, and what each of the two made of it."""

    base: tuple[Unit, ...]
    mine: tuple[Unit, ...]
    theirs: tuple[Unit, ...]

    @property
    def is_conflict(self) -> bool:
        """Whether both changed it, each in another way."""
        return self.base not in (self.mine, self.theirs) and self.mine != self.theirs

    @property
    def agreed(self) -> tuple[Unit, ...]:
        """What it becomes if only one changed it, or both alike; of a conflict: my version."""
        return self.theirs if self.mine == self.base else self.mine


def merge(
    base: Sequence[Unit], mine: Sequence[Unit], theirs: Sequence[Unit]
) -> Iterator[Part[Unit]]:
    """Give the parts of the text in their order, from its beginning to its end."""
    in_mine, in_theirs = _places(base, mine), _places(base, theirs)
    start = (0, 0, 0)
    for at in [*(at for at in range(len(base)) if at in in_mine and at in in_theirs), None]:
        end = (len(base), len(mine), len(theirs))
        if at is not None:
            end = (at, in_mine[at], in_theirs[at])
        yield from _between(
            base[start[0] : end[0]], mine[start[1] : end[1]], theirs[start[2] : end[2]]
        )
        if at is not None:
            yield Part((base[at],), (base[at],), (base[at],))
            start = (end[0] + 1, end[1] + 1, end[2] + 1)


def _places(base: Sequence[Unit], other: Sequence[Unit]) -> dict[int, int]:
    """Give where each unit that stayed stands in the other text."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {first + at: second + at for first, second, size in blocks for at in range(size)}


def _between(
    base: Sequence[Unit], mine: Sequence[Unit], theirs: Sequence[Unit]
) -> Iterator[Part[Unit]]:
    """Part what stands between two units that stayed; of equal length, unit by unit."""
    if len(base) == len(mine) == len(theirs):
        for was, my, their in zip(base, mine, theirs, strict=True):
            yield Part((was,), (my,), (their,))
    elif base or mine or theirs:
        yield Part(tuple(base), tuple(mine), tuple(theirs))
