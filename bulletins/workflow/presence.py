"""Presence: who has an article open, told by the signs of life of their pages."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User

from bulletins.models import Article, Presence

#: Rows so old are of no use to anybody.
_OLD = timedelta(hours=1)


def note_presence(
    article: Article, person: User, now: datetime, *, is_writing: bool
) -> list[Presence]:
    """Keep that a person has the article open; gives who else has."""
    row = {"seen_at": now, "is_writing": is_writing}
    Presence.objects.update_or_create(article=article, person=person, defaults=row)
    Presence.objects.filter(article=article, seen_at__lt=now - _OLD).delete()
    others = Presence.objects.filter(article=article).exclude(person=person)
    return list(others.now(now).select_related("person"))
