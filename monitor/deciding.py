"""Deciding: Entry → Decision. An editor accepts, rejects or puts off; the ranking learns from it.

One function writes a decision: permission, the end of the one before, the lesson, in one
transaction. A decision holds for all copies of the story; that something is a duplicate holds for
the one entry.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from monitor.grouping import story_of
from monitor.models import Copy, Decision, Entry, Story
from monitor.pipeline.rank import lesson_of
from monitor.ranking import learn

Reason = Decision.Reason
#: Rejections that say what kind of text is not wanted; the others say nothing of its words.
TELLING = (Reason.OFF_FIELD, Reason.ADVERTISING)


def may_decide(user: User) -> bool:
    """Whether the person may accept and reject entries."""
    return user.has_perm("monitor.add_decision")


def accept(entry: Entry, by: User) -> Decision:
    """Say that an entry is wanted.

    Raises:
        PermissionDenied: the person may not decide.

    """
    return _decide(_allowed(entry, by), by, Decision.Verdict.ACCEPT)


def reject(entry: Entry, by: User, reason: str) -> Decision:
    """Say that an entry is not wanted, and why; raises as :func:`accept`."""
    return _decide(_allowed(entry, by), by, Decision.Verdict.REJECT, Reason(reason))


def hold(entry: Entry, by: User) -> Decision:
    """Put an entry off; raises as :func:`accept`."""
    return _decide(_allowed(entry, by), by, Decision.Verdict.HOLD)


def take(entry: Entry, by: User) -> Decision:
    """Note that an article was made of an entry, which is accepting it: no other leave is asked."""
    return _decide(entry, by, Decision.Verdict.ACCEPT)


def undo(entry: Entry, by: User) -> bool:
    """Make an entry undecided again; False if it is so already. Raises as :func:`accept`."""
    with transaction.atomic():
        _lock(_allowed(entry, by))
        return _end(decisions_on(entry), by)


def decisions_on(entry: Entry) -> QuerySet[Decision]:
    """Give the decisions that hold for an entry: its own, and those on copies of its story."""
    on_story = Decision.objects.current().filter(entry__in=story_of(entry.pk))
    holding = on_story.filter(Q(entry=entry) | ~Q(reason=Reason.DUPLICATE))
    return holding.select_related("decided_by")


def is_decided(**fields: str) -> Q:
    """Tell, in a query of entries, whether a decision with these fields holds for the entry."""
    decisions = Decision.objects.current().filter(**fields)
    own = decisions.filter(entry=OuterRef("pk"))
    of_a_copy = decisions.exclude(reason=Reason.DUPLICATE)
    return Exists(own) | Exists(of_a_copy.filter(entry__in=Copy.objects.of_outer()))


def is_rejected() -> Q:
    """Tell, in a query of entries, whether the entry is rejected."""
    return is_decided(verdict=Decision.Verdict.REJECT)


def _allowed(entry: Entry, by: User) -> Entry:
    if not may_decide(by):
        raise PermissionDenied(_("You do not have permission to accept or reject entries."))
    return entry


def _decide(entry: Entry, by: User, verdict: Decision.Verdict, reason: str = "") -> Decision:
    with transaction.atomic():
        _lock(entry)
        before = decisions_on(entry)
        same = before.filter(verdict=verdict, reason=reason).first()
        if same:
            return same
        _end(before.filter(entry=entry) if reason == Reason.DUPLICATE else before, by)
        decision = Decision(
            entry=entry, verdict=verdict, reason=reason, decided_by=by, decided_at=timezone.now()
        )
        if verdict == Decision.Verdict.ACCEPT or reason in TELLING:
            decision.lesson = lesson_of(entry.title, entry.summary, entry.body_text)
            learn(decision.lesson, is_accepted=verdict == Decision.Verdict.ACCEPT)
        decision.save()
    return decision


def _end(decisions: QuerySet[Decision], by: User) -> bool:
    """End decisions and forget what was learned from them; False if there were none."""
    ended = list(decisions)
    for decision in ended:
        if decision.lesson:
            learn(decision.lesson, is_accepted=decision.verdict == Decision.Verdict.ACCEPT, by=-1)
    Decision.objects.filter(pk__in=[decision.pk for decision in ended]).update(
        ended_at=timezone.now(), ended_by=by
    )
    return bool(ended)


def _lock(entry: Entry) -> None:
    """Let two people decide on one story, or on one entry, one after the other."""
    list(Story.objects.select_for_update().filter(copies=entry.pk).values_list("pk"))
    Entry.objects.select_for_update().filter(pk=entry.pk).values_list("pk").first()
