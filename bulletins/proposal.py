"""A first draft of an issue: which stories, in what order, and why. A pure decision.

One story after the other is taken, each time the one that gains most: its relevance, more if an
editor has selected it already, less for each story of the same class of source or region that is
in the issue. Nothing is put into an issue by this.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: What counts how much beside a relevance from 0 to 1.
_SELECTED, _SAME_CLASS, _SAME_REGION = 0.5, 0.12, 0.15


@dataclass(frozen=True)
class Candidate:
    """A story that could be printed. ``key`` tells it from the others; ``score`` is a log odds."""

    key: str
    title: str
    score: float
    #: Both in words; empty: not known, or no one province.
    source_class: str = ""
    region: str = ""
    outlet: str = ""
    #: How many other outlets ran the text.
    others: int = 0
    #: An editor has made an article of it.
    is_selected: bool = False


@dataclass(frozen=True)
class Proposed:
    """A candidate, and in words why it is proposed."""

    candidate: Candidate
    reasons: tuple[str, ...] = field(default=())


def propose(
    candidates: Iterable[Candidate], placed: Sequence[Candidate], count: int
) -> list[Proposed]:
    """Choose ``count`` candidates to go with what is placed already, the best first."""
    left = sorted(candidates, key=lambda candidate: (-candidate.score, candidate.key))
    ranks = {candidate.key: rank for rank, candidate in enumerate(left, start=1)}
    issue, proposed = list(placed), list[Proposed]()
    while left and len(proposed) < count:
        best = max(left, key=lambda candidate: _gain(candidate, issue))
        left.remove(best)
        proposed.append(Proposed(best, tuple(_reasons(best, issue, ranks[best.key]))))
        issue.append(best)
    return proposed


def _gain(candidate: Candidate, issue: Sequence[Candidate]) -> float:
    return (
        _relevance(candidate.score)
        + _SELECTED * candidate.is_selected
        - _SAME_CLASS * _of_class(candidate, issue)
        - _SAME_REGION * _of_region(candidate, issue)
    )


def _relevance(score: float) -> float:
    return 1 / (1 + math.exp(-max(min(score, 60.0), -60.0)))


def _of_class(candidate: Candidate, issue: Sequence[Candidate]) -> int:
    return sum(one.source_class == candidate.source_class for one in issue)


def _of_region(candidate: Candidate, issue: Sequence[Candidate]) -> int:
    """Count the stories of its province; those of the whole country stand in nobody's way."""
    return sum(bool(one.region) and one.region == candidate.region for one in issue)


def _reasons(candidate: Candidate, issue: Sequence[Candidate], rank: int) -> Iterable[str]:
    if candidate.is_selected:
        yield _("selected by an editor")
    yield _("number %(rank)d by relevance") % {"rank": rank}
    if candidate.source_class and not _of_class(candidate, issue):
        yield _("the first from %(class)s") % {"class": candidate.source_class}
    if candidate.region and not _of_region(candidate, issue):
        yield _("the first about %(region)s") % {"region": candidate.region}
    if candidate.others:
        yield ngettext(
            "%(count)d other outlet ran it", "%(count)d other outlets ran it", candidate.others
        ) % {"count": candidate.others}
