"""The one function that writes a status."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, User
from django.db import transaction
from django.utils.translation import gettext as _

from bulletins.models import Activity, Article, Issue
from bulletins.workflow.errors import ConflictError, NotAllowedError, NotReadyError
from bulletins.workflow.states import TRANSITIONS, Comment, Transition, find


def transition(
    target: Article | Issue,
    name: str,
    actor: User,
    *,
    comment: str = "",
    digest: str = "",
    **changes: Any,  # noqa: ANN401
) -> Activity:
    """Change a status, all in one transaction: permission, conditional UPDATE, Activity.

    ``digest`` names the text that the actor saw; if the article's text is another one by now, the
    change is refused. ``changes`` are further columns to write with the status.

    Raises:
        NotAllowedError: the actor lacks the permission, or edited the text that is judged.
        NotReadyError: a comment is required.
        ConflictError: status or text are no longer what the actor saw.

    """
    step = find(type(target), name)
    if refusal := refusal_of(step, target, actor):
        raise NotAllowedError(refusal)
    if step.comment is Comment.REQUIRED and not comment.strip():
        raise NotReadyError(_("Please write a comment that says why."))
    seen = {"digest": digest} if digest else {}
    with transaction.atomic():
        row = type(target)._default_manager.select_for_update().get(pk=target.pk)
        from_status = row.status
        current = type(target)._default_manager.filter(
            pk=target.pk, status__in=step.sources, **seen
        )
        if not current.update(status=step.target, **changes):
            raise ConflictError(
                _("This has been changed in the meantime. Reload the page and look again.")
            )
        activity = _record(step, target, actor, from_status, comment)
    target.refresh_from_db()
    return activity


def _record(
    step: Transition, target: Article | Issue, actor: User, from_status: str, comment: str
) -> Activity:
    about: dict[str, Any] = (
        {"article": target, "digest": target.digest}
        if isinstance(target, Article)
        else {"issue": target}
    )
    return Activity.objects.create(
        actor=actor,
        verb=step.name,
        from_status=from_status,
        to_status=step.target,
        comment=comment.strip(),
        **about,
    )


def refusal_of(step: Transition, target: Article | Issue, actor: AbstractBaseUser | User) -> str:
    """Say why this person may not take this step; an empty string if they may."""
    if not actor.has_perm(step.permission):  # type: ignore[union-attr]  # User has PermissionsMixin
        return _("You do not have permission to do this.")
    edited = isinstance(target, Article) and actor in target.editors.all()
    if step.by_another and edited:
        return _("You edited this article: another person has to review it.")
    return ""


def steps_for(target: Article | Issue, actor: User) -> list[tuple[Transition, str]]:
    """Give the steps with a button that the present status allows, each with its refusal or ""."""
    return [
        (step, refusal_of(step, target, actor))
        for step in TRANSITIONS[type(target)]
        if step.button and target.status in step.sources
    ]
