"""Group: which texts are one story, which are numbers of one series. Pure decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache

from monitor.pipeline.figures import Figures, differ, figures
from monitor.pipeline.fingerprint import bare_text, fingerprints

#: Share of the smaller text's fingerprints that the other must hold to be a copy.
COPY = 0.43
#: Share that is asked for if fewer than ``PASSAGE`` fingerprints (some 100 characters) are shared:
#: a quotation or notice of that length also stands in other texts.
SHORT_COPY, PASSAGE = 0.67, 12
#: Share from which two texts may fill in one form, if so many of its figures differ: each other
#: figure takes five shingles with it.
FORM, FORM_FIGURES = 0.2, 3
#: Share from which two texts have something in common at all, beyond names and phrases.
RELATED = 0.1
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
def read(body: str, digest: str) -> Text:
    """Give what is compared of an article's text."""
    bare = bare_text(body)
    return Text(digest, fingerprints(bare), figures(bare))


def shortlist(postings: Iterable[tuple[int, int]]) -> list[int]:
    """Give the texts that share most, of pairs of a fingerprint and a text that holds it."""
    shared = Counter(text for _value, text in postings)
    return [text for text, count in shared.most_common(SHORTLIST) if count >= FEWEST]


def containment(one: Set[int], other: Set[int]) -> float:
    """Give the share of the smaller set that the other one holds, from 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def are_near(text: Text, other: Set[int], common: Set[int]) -> bool:
    """Whether fingerprints may be those of a copy or of another number of the same series.

    ``common`` fingerprints, found in many stories, are left out.
    """
    ours, theirs = text.fingerprints - common, other - common
    return len(ours & theirs) >= FEWEST and containment(ours, theirs) >= FORM


def likeness(one: Text, other: Text, common: Set[int] = frozenset()) -> Likeness:
    """Tell a copy from another number of a series and from another text."""
    if one.digest == other.digest:
        return Likeness.COPY
    if not are_near(one, other.fingerprints, common):
        return Likeness.OTHER
    ours, theirs = one.fingerprints - common, other.fingerprints - common
    share = containment(ours, theirs)
    if differ(one.figures, other.figures, least=1 if share >= COPY else FORM_FIGURES):
        return Likeness.SERIES
    least = COPY if len(ours & theirs) >= PASSAGE else SHORT_COPY
    return Likeness.COPY if share >= least else Likeness.OTHER


def place(text: Text, candidates: Iterable[Candidate], common: Set[int] = frozenset()) -> Placement:
    """Decide to which story a text belongs: to the one of the text that it shares most with.

    A text that is made of two articles holds both, but they are no copies of each other: a story
    is entered only by what its canonical copy knows of, and two stories become one only if their
    canonical copies know of each other. A story that an editor has made is entered by any copy.
    """
    judged = [
        (likeness(text, candidate.text, common), candidate)
        for candidate in sorted(candidates, key=lambda found: _shared(text, found), reverse=True)
    ]
    series = next((found.story for kind, found in judged if kind is Likeness.SERIES), None)
    same = [
        found for kind, found in judged
        if kind is Likeness.COPY and (found.is_fixed or _are_related(text, found.canonical))
    ]  # fmt: skip
    if not same:
        return Placement(series=series)
    stories: dict[int, Candidate] = {}
    for found in same:
        stories.setdefault(found.story, found)
    best, *others = stories.values()
    absorbed = tuple(found.story for found in others if _are_one(best, found))
    return Placement(best.story, absorbed)


def _shared(text: Text, candidate: Candidate) -> tuple[bool, int]:
    same = text.digest == candidate.text.digest
    return same, len(text.fingerprints & candidate.text.fingerprints)


def _are_related(one: Text, other: Text) -> bool:
    if one.digest == other.digest:
        return True
    related = containment(one.fingerprints, other.fingerprints) >= RELATED
    return related and not differ(one.figures, other.figures)


def _are_one(one: Candidate, other: Candidate) -> bool:
    if one.is_fixed or other.is_fixed:
        return False
    return _are_related(one.canonical, other.canonical)


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
