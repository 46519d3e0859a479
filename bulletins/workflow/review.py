"""Review: a person other than the editors decides on one exact text."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.models import Article, Review
from bulletins.workflow.errors import NotAllowedError, NotReadyError, WorkflowError
from bulletins.workflow.states import find
from bulletins.workflow.transitions import refusal_of, transition

_REQUIRED = ("title", "source_name", "published_on", "body_html")


def missing_fields(article: Article) -> list[str]:
    """Name the printed fields that are still empty. The link may be: not all news has one."""
    names = {field.name: str(field.verbose_name) for field in Article._meta.fields}
    return [names[name] for name in _REQUIRED if not getattr(article, name)]


def submit(article: Article, editor: User) -> None:
    """Hand an article to the reviewers.

    Raises:
        NotReadyError: a printed field is empty.
        WorkflowError: as :func:`transition`.

    """
    if missing := missing_fields(article):
        raise NotReadyError(_("Please fill in first: %(fields)s.") % {"fields": "、".join(missing)})
    transition(article, "submit", editor, digest=article.digest, submitted_at=timezone.now())


def approve(article: Article, reviewer: User, *, seen_digest: str, comment: str = "") -> Review:
    """Approve the text that the reviewer saw.

    Raises:
        WorkflowError: as :func:`transition`; nothing was changed.

    """
    return _decide(article, "approve", Review.Decision.APPROVED, reviewer, seen_digest, comment)


def send_back(article: Article, reviewer: User, *, seen_digest: str, comment: str) -> Review:
    """Send the text that the reviewer saw back to its editor, saying why.

    Raises:
        WorkflowError: as :func:`transition`; nothing was changed.

    """
    return _decide(article, "send_back", Review.Decision.SENT_BACK, reviewer, seen_digest, comment)


def _decide(
    article: Article, step: str, decision: str, reviewer: User, seen_digest: str, comment: str
) -> Review:
    if not seen_digest:
        raise NotReadyError(_("It is not known which text was reviewed. Reload the page."))
    if refusal := refusal_of(find(Article, step), article, reviewer):
        raise NotAllowedError(refusal)
    approval = (
        {"approved_by": reviewer, "approved_digest": seen_digest} if step == "approve" else {}
    )
    try:
        with transaction.atomic():
            review = Review.objects.create(
                article=article,
                reviewer=reviewer,
                editor=article.edited_by,
                decision=decision,
                comment=comment.strip(),
                digest=seen_digest,
            )
            transition(article, step, reviewer, comment=comment, digest=seen_digest, **approval)
    except IntegrityError as error:
        # Somebody became an editor of the text between our look and our write.
        raise WorkflowError(_("The database refused this decision. Reload the page.")) from error
    return review
