"""Trial: what an expression would have caught in the last weeks, before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from monitor.models import Entry
from monitor.pipeline.expression import ExpressionError
from monitor.pipeline.match import Matcher, Words, matcher_of
from monitor.pipeline.matching import texts_of

#: A trial stops after so many seconds and says how far it came.
MOST_SECONDS = 2.0
#: Entries listed of each kind; all are counted.
LISTED = 50


@dataclass
class Catch:
    """Entries of one kind: how many, and the newest of them with the words that matched."""

    count: int = 0
    newest: list[tuple[Entry, Words]] = field(default_factory=list)

    def add(self, entry: Entry, words: Words) -> None:
        """Count one more."""
        self.count += 1
        if len(self.newest) < LISTED:
            self.newest.append((entry, words))


@dataclass
class Trial:
    """What both expressions catch, the new one alone, and the saved one alone.

    ``reached`` is when the oldest entry was found that there was time for; none: there was time
    for all.
    """

    looked_at: int = 0
    reached: datetime | None = None
    kept: Catch = field(default_factory=Catch)
    gained: Catch = field(default_factory=Catch)
    lost: Catch = field(default_factory=Catch)

    @property
    def count(self) -> int:
        """How many the new expression catches."""
        return self.kept.count + self.gained.count


def try_out(expression: str, saved: str, since: datetime) -> Trial:
    """Try an expression on the entries found since, and the saved one.

    One that is saved, but empty or broken, catches nothing.

    Raises:
        ExpressionError: the new one cannot be read.

    """
    new, old = matcher_of(expression), _saved_matcher(saved)
    trial = Trial()
    end = monotonic() + MOST_SECONDS
    for entry in _found(since):
        if monotonic() > end:
            trial.reached = entry.found_at
            break
        trial.looked_at += 1
        _compare(trial, entry, new, old)
    return trial


def _compare(trial: Trial, entry: Entry, new: Matcher, old: Matcher) -> None:
    texts = texts_of(entry)
    now, before = new(texts), old(texts)
    if now is not None:
        (trial.gained if before is None else trial.kept).add(entry, now)
    elif before is not None:
        trial.lost.add(entry, before)


def _saved_matcher(expression: str) -> Matcher:
    try:
        return matcher_of(expression)
    except ExpressionError:
        return lambda _texts: None


def _found(since: datetime) -> Iterator[Entry]:
    """The entries, the newest first, with what is needed of them and no more."""
    entries = Entry.objects.filter(found_at__gte=since).order_by("-found_at", "-pk")
    needed = ("title", "summary", "body_text", "source_name", "published_on", "found_at")
    return entries.only(*needed).iterator(chunk_size=200)
