"""Finding activities by who did what, when, about what."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from bulletins.models import Activity
from bulletins.numerals import parse_issue_number

#: What a column of numbers holds in every database.
_LARGEST = 2**31 - 1


def find_activities(activities: QuerySet[Activity], words: str) -> QuerySet[Activity]:
    """Keep the activities that fit every word.

    A word is part of a person's name, of what was done in words, of a title or comment, a number
    of an issue, or a day as 2026-11-20.
    """
    for word in words.split():
        activities = activities.filter(_fits(word))
    return activities


def _fits(word: str) -> Q:
    verbs = [verb.value for verb in Activity.Verb if word.lower() in str(verb.label).lower()]
    fits = Q(verb__in=verbs) | Q(article__title__icontains=word) | Q(comment__icontains=word)
    for name in ("username", "first_name", "last_name"):
        fits |= Q(**{f"actor__{name}__icontains": word})
    if number := _number(word):
        fits |= Q(issue__number=number)
    if day := _day(word):
        fits |= Q(at__date=day)
    return fits


def _number(word: str) -> int | None:
    """Read 568 or 第五六八期."""
    try:
        number = parse_issue_number(word)
    except ValueError:
        return None
    return number if number <= _LARGEST else None


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None
