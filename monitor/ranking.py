"""Ranking: decisions → scores. What editors decide is learned at once, scores follow.

Counts of grams stand in the database and change in the transaction of the decision; an entry is
scored when its page is read, and again when enough was learned since.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from monitor.models import Entry, EntryMatch, GramCount, Ranking
from monitor.pipeline.rank import Learned, grams, lesson_of, score
from monitor.pipeline.reasons import Reasons, reasons_of

#: Older entries keep the score that they have.
SPAN = timedelta(weeks=8)


def learn(lesson: str, *, is_accepted: bool, by: int = 1) -> None:
    """Count the grams of a text that was accepted or rejected; ``by=-1`` takes it back.

    To be called in the transaction of the decision. Two at a time wait for each other.
    """
    kind = "accepted" if is_accepted else "rejected"
    Ranking.objects.get_or_create(pk=1)
    Ranking.objects.select_for_update().get(pk=1)
    Ranking.objects.update(**{kind: F(kind) + by, "changes": F("changes") + 1})
    found = list(grams(lesson))
    GramCount.objects.bulk_create((GramCount(gram=gram) for gram in found), ignore_conflicts=True)
    GramCount.objects.filter(gram__any_of=found).update(**{kind: F(kind) + by})


def score_entries(ids: Sequence[int]) -> None:
    """Score entries by what was learned and by the topics' words in them."""
    ranking = Ranking.objects.filter(pk=1).first() or Ranking()
    lessons = _lessons(ids)
    words = _words(ids)
    learned = _learned(ranking, {gram for _seen, lesson in lessons.values() for gram in lesson})
    with transaction.atomic():
        for pk, (captured_at, lesson) in lessons.items():
            # A page that is read in the meantime has been scored by its new text.
            Entry.objects.filter(pk=pk, captured_at=captured_at).update(
                score=score(lesson, words.get(pk, 0), learned), score_at=ranking.changes
            )


def outdated(now: datetime) -> QuerySet[Entry]:
    """Give the entries of the last weeks that are to be scored, the newest first.

    Those without a score, and those scored before the last twentieth of all decisions. An entry
    whose page is still to be read is scored then.
    """
    ranking = Ranking.objects.filter(pk=1).first() or Ranking()
    tolerated = ranking.changes - max(4, ranking.changes // 20)
    recent = Entry.objects.filter(found_at__gte=now - SPAN, due_at=None)
    return recent.filter(Q(score_at=None) | Q(score_at__lt=tolerated)).order_by("-found_at")


def texts_learned() -> tuple[int, int]:
    """Give how many accepted and how many rejected texts have been learned from."""
    ranking = Ranking.objects.filter(pk=1).first() or Ranking()
    return ranking.accepted, ranking.rejected


def explain(entry: Entry) -> Reasons:
    """Give the words of an entry that speak for and against it, by what is known now."""
    lesson = lesson_of(entry.title, entry.summary, entry.body_text)
    ranking = Ranking.objects.filter(pk=1).first() or Ranking()
    return reasons_of(lesson, _learned(ranking, grams(lesson)))


def _lessons(ids: Sequence[int]) -> dict[int, tuple[datetime | None, list[str]]]:
    rows = Entry.objects.filter(pk__in=ids)
    return {
        pk: (captured_at, list(grams(lesson_of(title, summary, body))))
        for pk, captured_at, title, summary, body in rows.values_list(
            "pk", "captured_at", "title", "summary", "body_text"
        )
    }


def _words(ids: Sequence[int]) -> dict[int, int]:
    """How many different words of topics each entry holds."""
    found: dict[int, set[str]] = {}
    for pk, words in EntryMatch.objects.filter(entry__in=ids).values_list("entry", "words"):
        found.setdefault(pk, set()).update(words)
    return {pk: len(words) for pk, words in found.items()}


def _learned(ranking: Ranking, wanted: Iterable[str]) -> Learned:
    texts = (ranking.accepted, ranking.rejected)
    asked = list(wanted)
    if not all(texts) or not asked:
        return Learned(texts, {})
    rows = GramCount.objects.filter(gram__any_of=asked).values_list("gram", "accepted", "rejected")
    return Learned(texts, {gram: (accepted, rejected) for gram, accepted, rejected in rows})
