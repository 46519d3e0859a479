"""Group: which texts are one story, which are numbers of one series. Pure decisions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from heapq import nlargest
from itertools import repeat
from math import log
from types import MappingProxyType

from monitor.pipeline.figures import Figures, compare, differ, differ_in_number, figures
from monitor.pipeline.fingerprint import bare_text, fingerprints

#: What each fingerprint tells, from 0 to 1; one that is not named stands in no other text: 1.
Weights = Mapping[int, float]
ALL_RARE: Weights = MappingProxyType({})

#: Texts that hold a fingerprint from which on it tells nothing: a name, a phrase, boilerplate.
COMMON = 1000
#: Share of the smaller text that the other must hold to be a copy, and what is asked for besides
#: if they share a single fingerprint. The more they share the less it is, for a quotation or a
#: notice also stands in other texts: with 10 (some 80 characters) .53 is asked for, with 50 .37.
COPY, ALONE = 0.33, 2.0
#: Share from which two texts may fill in one form, if so many of its figures differ: each other
#: figure takes five shingles with it. With less they have hardly more in common than phrases.
FORM, FORM_FIGURES = 0.15, 3
#: Share that a text has in common with the canonical copy of the story that it enters, and that two
#: canonical copies have of which a third text is a copy. These share half besides, however frequent
#: it is: joined in error, all texts of two stories are taken for copies.
ENTRY, UNION = 0.2, 0.5
#: Fewer shared fingerprints prove nothing.
FEWEST = 3
#: Texts that are looked at closely.
SHORTLIST = 12


class Likeness(Enum):
    """What two texts are to each other."""

    OTHER = "other"
    COPY = "copy"
    SERIES = "series"


@dataclass(frozen=True)
class Text:
    """What is compared of a text. ``digest`` is equal for word-for-word copies."""

    digest: str
    fingerprints: frozenset[int]
    figures: Figures
    title: str = ""


@dataclass(frozen=True)
class Candidate:
    """A text that may be the same, the story it is in, and that story's canonical copy."""

    story: int
    text: Text
    canonical: Text
    #: An editor has said what belongs to the story: it is not joined with another one.
    is_fixed: bool = False


@dataclass(frozen=True)
class Placement:
    """Where a text belongs.

    ``story`` None: a story of its own. ``absorbed`` stories turn out to be the same one.
    ``series`` is a story that is another number of the same series.
    """

    story: int | None = None
    absorbed: tuple[int, ...] = ()
    series: int | None = None


@dataclass(frozen=True)
class Appearance:
    """One copy of a story as it appeared.

    ``published`` puts copies in order; the page says the day, if any, and with ``is_timed`` the
    time. ``outlet`` is where it appeared, ``named`` the outlet that the page names as its source.
    ``rank`` is that of the class of where it appeared: 0 has the most authority.
    """

    entry: int
    rank: int
    title: str
    published: datetime
    day: date | None
    is_timed: bool
    length: int
    outlet: str
    named: str


@lru_cache(maxsize=128)
def read(body: str, digest: str, title: str = "") -> Text:
    """Give what is compared of an article."""
    bare = bare_text(body)
    return Text(digest, fingerprints(bare), figures(bare), bare_text(title))


def weight(texts: int) -> float:
    """Give what a fingerprint tells that so many texts hold: 1 if it is one, 0 if it is common."""
    return max(0.0, 1 - log(texts) / log(COMMON)) if texts > 1 else 1.0


def shortlist(places: Iterable[tuple[int, int]], weights: Weights) -> list[int]:
    """Give the texts that share most, of pairs of a fingerprint and a text that holds it."""
    shared: defaultdict[int, float] = defaultdict(float)
    for value, text in places:
        shared[text] += weights[value]
    return nlargest(SHORTLIST, shared, key=shared.__getitem__)


def containment(one: Set[int], other: Set[int], weights: Weights = ALL_RARE) -> float:
    """Give the share of the smaller set that the other one holds, from 0 to 1, by weight."""
    smaller = min(_total(one, weights), _total(other, weights))
    return min(1.0, _total(one & other, weights) / smaller) if smaller else 0.0


def _total(values: Set[int], weights: Weights) -> float:
    return sum(map(weights.get, values, repeat(1.0)))


def are_near(one: Set[int], other: Set[int], weights: Weights = ALL_RARE) -> bool:
    """Whether fingerprints may be those of a copy or of another number of the same series."""
    return len(one & other) >= FEWEST and containment(one, other, weights) >= FORM


def likeness(one: Text, other: Text, weights: Weights = ALL_RARE) -> Likeness:
    """Tell a copy from another number of a series and from another text."""
    if one.digest == other.digest:
        return Likeness.COPY
    if not are_near(one.fingerprints, other.fingerprints, weights):
        return Likeness.OTHER
    shared = len(one.fingerprints & other.fingerprints)
    share = containment(one.fingerprints, other.fingerprints, weights)
    is_copy = share >= COPY + ALONE / shared
    if _are_numbers(one, other, least=1 if is_copy else FORM_FIGURES):
        return Likeness.SERIES
    return Likeness.COPY if is_copy else Likeness.OTHER


def _are_numbers(one: Text, other: Text, *, least: int = 1) -> bool:
    """Whether they are numbers of a series: by so many figures, or by one and that of the title."""
    if differ(one.figures, other.figures, least=least):
        return True
    differing, _agreed = compare(one.figures, other.figures)
    return differing > 0 and differ_in_number(one.title, other.title)


def place(text: Text, candidates: Iterable[Candidate], weights: Weights = ALL_RARE) -> Placement:
    """Decide to which story a text belongs: to the one of the text that it shares most with.

    A text that is made of two articles holds both, and one that is cut down to a notice stands
    under many, but these are no copies of each other: a story is entered only by what its canonical
    copy knows of, and two stories become one only if half of one canonical copy stands in the
    other. A story that an editor has made is entered by any copy.
    """
    judged = [
        (likeness(text, candidate.text, weights), candidate)
        for candidate in sorted(candidates, key=lambda found: _shared(text, found), reverse=True)
    ]
    series = next((found.story for kind, found in judged if kind is Likeness.SERIES), None)
    same = [
        found for kind, found in judged
        if kind is Likeness.COPY
        and (found.is_fixed or _are_related(text, found.canonical, weights))
    ]  # fmt: skip
    if not same:
        return Placement(series=series)
    stories: dict[int, Candidate] = {}
    for found in same:
        stories.setdefault(found.story, found)
    best, *others = stories.values()
    absorbed = tuple(found.story for found in others if _are_one(best, found, weights))
    return Placement(best.story, absorbed)


def _shared(text: Text, candidate: Candidate) -> tuple[bool, int]:
    same = text.digest == candidate.text.digest
    return same, len(text.fingerprints & candidate.text.fingerprints)


def _are_related(one: Text, other: Text, weights: Weights) -> bool:
    if one.digest == other.digest:
        return True
    near = containment(one.fingerprints, other.fingerprints, weights) >= ENTRY
    return near and not _are_numbers(one, other)


def _are_one(one: Candidate, other: Candidate, weights: Weights) -> bool:
    if one.is_fixed or other.is_fixed:
        return False
    share = containment(one.canonical.fingerprints, other.canonical.fingerprints)
    return share >= UNION and _are_related(one.canonical, other.canonical, weights)


def canonical(copies: Iterable[Appearance]) -> Appearance:
    """Give the copy that stands for a story: by rank, then the earliest, then the longest.

    Raises:
        ValueError: there is none.

    """
    return min(copies, key=lambda copy: (copy.rank, copy.published, -copy.length, copy.entry))


def in_time_order(copies: Iterable[Appearance]) -> list[Appearance]:
    """Give the copies as they appeared."""
    return sorted(copies, key=lambda copy: (copy.published, copy.entry))


def outlets(copies: Iterable[Appearance]) -> list[str]:
    """Give the outlets of a story, each once, as they first ran it."""
    return list(dict.fromkeys(copy.outlet for copy in in_time_order(copies) if copy.outlet))


def originator(copies: Iterable[Appearance]) -> str:
    """Give the outlet that most copies name as their source; of several, the first to be named."""
    named = [copy.named for copy in in_time_order(copies) if copy.named]
    return Counter(named).most_common(1)[0][0] if named else ""
