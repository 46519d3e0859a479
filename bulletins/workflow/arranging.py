"""Arranging: the items of an issue in preparation are ordered, taken out and handed on."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from bulletins.models import Activity, Article, Issue, IssueItem
from bulletins.workflow.compilation import log_placing, open_issue
from bulletins.workflow.errors import ConflictError, NotReadyError
from bulletins.workflow.review import submit


@dataclass(frozen=True)
class Submitted:
    """What came of handing on an issue's drafts: those in review now, and why others are not."""

    articles: tuple[Article, ...]
    refusals: tuple[str, ...]


def move_article(issue: Issue, article: int, to: int, editor: User) -> None:
    """Move an article to a place in the contents; 0 is the first, too large a place the last.

    Raises:
        NotAllowedError: the person may not change issues, or the issue is published.
        ConflictError: the issue does not hold the article any more.

    """
    with open_issue(issue, editor) as current:
        items = list(current.items.all())
        moved = _item(items, article)
        items.remove(moved)
        items.insert(max(to, 0), moved)
        for position, item in enumerate(items, start=1):
            item.position = position
        IssueItem.objects.bulk_update(items, ["position"])


def take_out(issue: Issue, article: int, editor: User) -> Article:
    """Take an article out of the issue; it is on the shortlist again.

    Raises:
        NotAllowedError: the person may not change issues, or the issue is published.
        ConflictError: the issue does not hold the article any more.

    """
    with open_issue(issue, editor) as current:
        item = _item(list(current.items.select_related("article")), article)
        item.delete()
        log_placing(Activity.Verb.TAKE_OUT, current, [item.article], editor)
    return item.article


def submit_drafts(issue: Issue, editor: User) -> Submitted:
    """Hand every draft of an issue to the reviewers; what is not ready stays, and is told.

    Raises:
        NotAllowedError: the person may not submit articles.

    """
    submitted, refusals = [], []
    for article in Article.objects.filter(issues=issue, status=Article.Status.DRAFT).order_by("pk"):
        try:
            submit(article, editor)
        except (ConflictError, NotReadyError) as refusal:
            refusals.append(_("“%(title)s”: %(why)s") % {"title": article, "why": refusal})
        else:
            submitted.append(article)
    return Submitted(tuple(submitted), tuple(refusals))


def _item(items: list[IssueItem], article: int) -> IssueItem:
    for item in items:
        if item.article_id == article:
            return item
    raise ConflictError(_("The issue does not hold this article any more."))
