"""What of the newsroom waits for somebody."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.models import Article, Bulletin, Issue
from bulletins.workflow.intake import triage
from desk.waiting import Waiting, waits

_OPEN = (Article.Status.DRAFT, Article.Status.RETURNED)


@waits
def stories_to_decide_on(user: User) -> Waiting | None:
    """Stories on topic on which nobody has decided."""
    if not user.has_perm("monitor.add_decision"):
        return None
    return Waiting(
        label=_("stories to decide on"),
        count=triage.unseen(timezone.now()),
        url=reverse("desk:triage"),
        hint=_("Every story has been decided on."),
    )


@waits
def own_drafts(user: User) -> Waiting | None:
    """What the person has begun and not submitted."""
    if not user.has_perm("bulletins.submit_article"):
        return None
    mine = Article.objects.filter(edited_by=user, status__in=_OPEN)
    return Waiting(
        label=_("drafts of mine"),
        count=mine.count(),
        url=reverse("admin:bulletins_article_changelist") + f"?mine=1&status__in={','.join(_OPEN)}",
        hint=_("You have no open draft."),
    )


@waits
def articles_in_review(user: User) -> Waiting | None:
    """What was submitted and not decided."""
    if not user.has_perm("bulletins.view_article"):
        return None
    return Waiting(
        label=_("articles in review"),
        count=Article.objects.waiting_for_review().count(),
        url=reverse("desk:review-queue"),
        hint=_("Nothing waits for review."),
    )


@waits
def articles_to_place(user: User) -> Waiting | None:
    """What was approved and is in no issue."""
    if not user.has_perm("bulletins.change_issue"):
        return None
    return Waiting(
        label=_("approved articles, not placed yet"),
        count=Article.objects.ready_for_issue().count(),
        url=reverse("desk:board"),
        hint=_("Every approved article has its issue."),
    )


@waits
def issues_in_preparation(user: User) -> Waiting | None:
    """The issue that is being made; without a series, the way to begin one."""
    if not user.has_perm("bulletins.view_issue"):
        return None
    return Waiting(
        label=_("issues in preparation"),
        count=Issue.objects.filter(status=Issue.Status.DRAFT).count(),
        url=reverse("desk:board"),
        hint=_("Add an issue to begin the next number.")
        if Bulletin.objects.exists()
        else _("An administrator has to add the bulletin first."),
    )
