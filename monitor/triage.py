"""Triage: which stories wait for an editor's decision, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery

from monitor.deciding import decisions_on, is_decided
from monitor.grouping import appearances
from monitor.models import Copy, Decision, Entry, EntryMatch, is_on_topic
from monitor.pipeline.group import Appearance, in_time_order, originator
from monitor.pipeline.reasons import Reasons
from monitor.ranking import explain, texts_learned

#: What is older waits no more; it is found in the list of entries.
SPAN = timedelta(weeks=4)
#: Stories in one list, the newest.
MOST = 120
#: What an editor decided longer ago is not undone in passing.
_IN_PASSING = timedelta(hours=12)
_TEXTS = ("summary", "body_html", "body_text", "images", "reading", "date_evidence", "authors")


@dataclass(frozen=True)
class Known:
    """What is known of an entry besides its own fields, for a decision on it."""

    entry: Entry
    #: In time order; ``canonical`` is the entry that stands for them.
    copies: list[Appearance]
    canonical: int
    originator: str
    matches: list[EntryMatch]
    reasons: Reasons
    #: How many accepted and how many rejected texts the reasons were learned from.
    learned: tuple[int, int]
    decisions: list[Decision]

    @property
    def words(self) -> list[str]:
        """The words that put the entry on its topics, each once."""
        return list(dict.fromkeys(word for match in self.matches for word in match.words))

    @property
    def others(self) -> int:
        """How many other copies of the text there are."""
        return max(len(self.copies) - 1, 0)

    @property
    def lost_pictures(self) -> int:
        """How many pictures of the page could not be kept."""
        return sum(not image["stored"] for image in self.entry.images)


def undecided(now: datetime) -> QuerySet[Entry]:
    """Give the stories on topic, their pages read, on which nobody has decided."""
    recent = Entry.objects.filter(state=Entry.State.CAPTURED, found_at__gte=now - SPAN)
    return recent.filter(is_on_topic()).one_per_story().exclude(is_decided())


def queue(now: datetime) -> list[Entry]:
    """Give the newest undecided stories, the likeliest first, with their number of ``copies``."""
    # In two steps: the first reads indexes alone, and texts lie between the columns of a row.
    waiting = Entry.objects.filter(pk__in=_newest(now))
    return list(_as_rows(waiting).order_by("-score", "-found_at"))


def row(pk: int) -> Entry | None:
    """Give one entry as :func:`queue` gives it, decided or not."""
    return _as_rows(Entry.objects.filter(pk=pk)).first()


def unseen(now: datetime, seen: Iterable[int] = ()) -> int:
    """Give how many stories :func:`queue` would list besides those seen."""
    return len(set(_newest(now)).difference(seen))


def decided(verdict: str, now: datetime) -> list[Decision]:
    """Give the decisions of one kind of the last weeks that count, the latest first."""
    recent = Decision.objects.current().filter(verdict=verdict, decided_at__gte=now - SPAN)
    rows = recent.select_related("entry__source", "decided_by")
    return list(rows.defer(*(f"entry__{name}" for name in _TEXTS), "lesson")[:MOST])


def known_of(entry: Entry) -> Known:
    """Look up what an editor wants to know before deciding on an entry."""
    copy = Copy.objects.filter(pk=entry.pk).select_related("story").defer("fingerprints").first()
    copies = in_time_order(appearances(copy.story_id)) if copy else []
    return Known(
        entry=entry,
        copies=copies,
        canonical=copy.story.canonical_id if copy else entry.pk,
        originator=originator(copies),
        matches=list(entry.matches.select_related("topic")),
        reasons=explain(entry),
        learned=texts_learned(),
        decisions=list(decisions_on(entry)),
    )


def last_decision(by: User, now: datetime) -> Decision | None:
    """Give what a person decided last, if that was today's work."""
    recent = Decision.objects.current().filter(decided_by=by, decided_at__gt=now - _IN_PASSING)
    return recent.select_related("entry").order_by("-decided_at", "-pk").first()


def _newest(now: datetime) -> list[int]:
    """Give the keys of the newest undecided stories, a list full."""
    newest = undecided(now).order_by("-found_at", "-pk")
    return list(newest.values_list("pk", flat=True)[:MOST])


def _as_rows(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    copies = Copy.objects.filter(story=OuterRef("copy__story")).order_by().values("story")
    count = Subquery(copies.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    rows = entries.select_related("source").defer(*_TEXTS)
    return rows.annotate(copies=count, others=F("copies") - 1)
