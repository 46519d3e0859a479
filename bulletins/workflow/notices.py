"""Notices: reviewers are told by mail what waits for them, editors what came back.

A notice is written in the transaction of the activity that it tells of, so that none is lost; its
mail is sent by a worker, again and again for a day if the mail server is away.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bulletins.models import Activity, Article, Notice
from desk.mail import send
from leases.hints import hint

_SEND = "bulletins.tasks.send_notice"
_LEASE = timedelta(minutes=2)
_AGAIN, _GIVE_UP = timedelta(minutes=5), timedelta(days=1)


def tell(activity: Activity) -> None:
    """Have the people told whom an activity concerns; of most nobody needs be."""
    if activity.article is None or activity.verb not in _CONCERNED:
        return
    people = _CONCERNED[activity.verb](activity.article).exclude(pk=activity.actor_id)
    reached = people.filter(is_active=True).exclude(email="").distinct()
    notices = Notice.objects.bulk_create(Notice(activity=activity, person=each) for each in reached)
    for notice in notices:
        transaction.on_commit(lambda pk=notice.pk: hint(_SEND, pk))  # type: ignore[misc]  # bound now


def send_notice(pk: int) -> bool | None:
    """Send a notice that is due; None if it is not, False if the mail server would not have it."""
    now = timezone.now()
    token = Notice.objects.claim_due(pk, now, _LEASE)
    if token is None:
        return None
    about = ("activity__article", "activity__actor", "person")
    notice = Notice.objects.select_related(*about).get(pk=pk)
    template = f"bulletins/mail/{notice.activity.verb}.txt"
    if send(template, {"activity": notice.activity}, [notice.person.email]):
        Notice.objects.finish(pk, token, sent_at=now, due_at=None)
        return True
    is_hopeless = now > notice.activity.at + _GIVE_UP
    Notice.objects.finish(pk, token, due_at=None if is_hopeless else now + _AGAIN)
    return False


def _reviewers(article: Article) -> QuerySet[User]:
    people = User.objects.with_perm(
        "bulletins.review_article",
        backend="django.contrib.auth.backends.ModelBackend",
        include_superusers=False,
    )
    return people.exclude(pk__in=article.editors.values("pk"))


def _editors(article: Article) -> QuerySet[User]:
    return User.objects.filter(pk=article.edited_by_id)


#: Whom the activity of a verb concerns.
_CONCERNED: dict[str, Callable[[Article], QuerySet[User]]] = {
    Activity.Verb.SUBMIT: _reviewers,
    Activity.Verb.SEND_BACK: _editors,
}
