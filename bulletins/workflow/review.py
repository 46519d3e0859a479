"""Review: a person other than the editors decides on one exact text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.models import Article, PassageComment, Review
from bulletins.workflow.errors import NotAllowedError, NotReadyError, WorkflowError
from bulletins.workflow.notices import tell
from bulletins.workflow.states import find
from bulletins.workflow.transitions import refusal_of, transition


@dataclass(frozen=True)
class Passage:
    """A comment on one passage: the words it speaks of, and what is said of them."""

    passage: str
    comment: str


_REQUIRED = ("title", "source_name", "published_on", "body_html")


def missing_fields(article: Article) -> list[str]:
    """Name the printed fields that are still empty. The link may be: not all news has one."""
    names = {field.name: str(field.verbose_name) for field in Article._meta.fields}
    return [names[name] for name in _REQUIRED if not getattr(article, name)]


def submit(article: Article, editor: User) -> None:
    """Hand an article to the reviewers, and have them told.

    Raises:
        NotReadyError: a printed field is empty.
        WorkflowError: as :func:`transition`.

    """
    if missing := missing_fields(article):
        raise NotReadyError(_("Please fill in first: %(fields)s.") % {"fields": "、".join(missing)})
    with transaction.atomic():
        submitted_at = timezone.now()
        tell(
            transition(article, "submit", editor, digest=article.digest, submitted_at=submitted_at)
        )


def sent_back(article: Article) -> Review | None:
    """Give the review by which an article was sent back, until it is submitted again."""
    if article.status not in {Article.Status.RETURNED, Article.Status.DRAFT}:
        return None
    last = article.reviews.select_related("reviewer").first()
    return last if last and last.decision == Review.Decision.SENT_BACK else None


def approve(
    article: Article,
    reviewer: User,
    *,
    seen_digest: str,
    comment: str = "",
    passages: Sequence[Passage] = (),
) -> Review:
    """Approve the text that the reviewer saw.

    Raises:
        WorkflowError: as :func:`transition`; nothing was changed.

    """
    review = Review(decision=Review.Decision.APPROVED, comment=comment, digest=seen_digest)
    return _decide(article, "approve", reviewer, review, passages)


def send_back(
    article: Article,
    reviewer: User,
    *,
    seen_digest: str,
    comment: str = "",
    passages: Sequence[Passage] = (),
) -> Review:
    """Send the text that the reviewer saw back to its editor, saying why, who is told of it.

    Raises:
        NotReadyError: there is neither a comment nor one on a passage.
        WorkflowError: as :func:`transition`; nothing was changed.

    """
    review = Review(decision=Review.Decision.SENT_BACK, comment=comment, digest=seen_digest)
    return _decide(article, "send_back", reviewer, review, passages)


def _decide(
    article: Article, step: str, reviewer: User, review: Review, passages: Sequence[Passage]
) -> Review:
    seen_digest = review.digest
    if not seen_digest:
        raise NotReadyError(_("It is not known which text was reviewed. Reload the page."))
    if refusal := refusal_of(find(Article, step), article, reviewer):
        raise NotAllowedError(refusal)
    approval = (
        {"approved_by": reviewer, "approved_digest": seen_digest} if step == "approve" else {}
    )
    review.article, review.reviewer, review.editor = article, reviewer, article.edited_by
    review.comment = review.comment.strip()
    said = [review.comment, *(f"“{each.passage}”: {each.comment}" for each in passages)]
    comment = "\n".join(filter(None, said))
    try:
        with transaction.atomic():
            review.save()
            PassageComment.objects.bulk_create(
                PassageComment(review=review, passage=each.passage, comment=each.comment)
                for each in passages
            )
            tell(
                transition(article, step, reviewer, comment=comment, digest=seen_digest, **approval)
            )
    except IntegrityError as error:
        # Somebody became an editor of the text between our look and our write.
        raise WorkflowError(_("The database refused this decision. Reload the page.")) from error
    return review
