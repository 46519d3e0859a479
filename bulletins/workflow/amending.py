"""Amending: after publication. A correction makes a new version, a withdrawal keeps the number.

What was published stays as it is. A corrected text goes the way of every other: it is edited,
reviewed by another person and approved; then it is signed. The notice stands in the new version
and in the foreword of the series' next issue.
"""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.models import Activity, Amendment, Article, Issue, IssueItem, Rendition
from bulletins.numerals import issue_number_text
from bulletins.rendering.document import Document
from bulletins.workflow.compilation import document_item
from bulletins.workflow.editing import create_article
from bulletins.workflow.errors import ConflictError, NotReadyError
from bulletins.workflow.evidence import evidence_of_articles
from bulletins.workflow.permissions import SIGN
from bulletins.workflow.publication import have_rendered


def corrections_of(issue: Issue) -> QuerySet[Article]:
    """Give the texts that are to correct an issue and were not signed yet."""
    begun = Article.objects.filter(corrects__item__issue=issue, amendment=None)
    return begun.exclude(status=Article.Status.DROPPED)


def begin_correction(item: IssueItem, editor: User) -> Article:
    """Make a draft of a printed article as it stands in the present version.

    Raises:
        NotAllowedError: the person may not add articles.
        NotReadyError: the issue is not published, or was withdrawn.
        ConflictError: a correction of this article is being made already.

    """
    issue = item.issue
    if not issue.is_published or issue.withdrawal():
        raise NotReadyError(_("Only what readers can see is corrected."))
    if corrections_of(issue).filter(corrects=item.article_id).exists():
        raise ConflictError(_("A correction of this article is being made already."))
    printed = issue.current_document().items[item.printed_number - 1]
    return create_article(
        editor,
        corrects=item.article,
        title=printed.title,
        source_name=printed.source_name,
        url=printed.url,
        published_on=printed.published_on,
        body_html=printed.body_html,
    )


def proposed_notice(article: Article) -> str:
    """Give the sentence that a correction begins with; the signer says what was wrong."""
    item = _item_of(article)
    return _notice_head(item.issue) + (
        f"第 {item.printed_number} 条《{item.article.title}》内容有误，现予更正。"
    )


def correct(article: Article, signer: User, notice: str) -> Amendment:
    """Bring out the new version of an issue, with an approved text in place of the printed one.

    Raises:
        NotAllowedError: no permission.
        NotReadyError: the text is not approved, or the notice is missing.
        ConflictError: another version was signed at the same moment.

    """
    return _sign(_item_of(article).issue, signer, notice, article)


def withdraw(issue: Issue, signer: User, reason: str) -> Amendment:
    """Take an issue from the readers; number and reason stay.

    Raises:
        NotAllowedError: no permission.
        NotReadyError: the issue is not published, or was withdrawn, or the reason is missing.

    """
    said = reason.strip()
    return _sign(issue, signer, said and f"{_notice_head(issue)}已撤回：{said}")


def _sign(issue: Issue, signer: User, notice: str, article: Article | None = None) -> Amendment:
    SIGN.require(signer)
    if not notice.strip():
        raise NotReadyError(_("Please write down what was wrong."))
    try:
        with transaction.atomic():
            current = Issue.objects.select_for_update().get(pk=issue.pk)
            if not current.is_published or current.withdrawal():
                raise NotReadyError(_("Only what readers can see is corrected."))
            correction = (_item_of(article), _approved(article)) if article else None
            amendment = _amendment(current, signer, notice.strip(), correction)
            _record(amendment, signer)
            if correction:
                have_rendered(Rendition.objects.create(issue=current, amendment=amendment))
    except IntegrityError as error:
        raise ConflictError(_("Somebody has just signed another version.")) from error
    return amendment


def _approved(article: Article) -> Article:
    """Give the text as it is now, approved; nobody edits it before the commit."""
    current = Article.objects.select_for_update().get(pk=article.pk)
    if current.status != Article.Status.APPROVED:
        raise NotReadyError(_("“%(title)s” is not approved.") % {"title": current})
    return current


def _amendment(
    issue: Issue, signer: User, notice: str, correction: tuple[IssueItem, Article] | None
) -> Amendment:
    amendment = Amendment(
        issue=issue, kind=Amendment.Kind.WITHDRAWAL, notice=notice, signed_by=signer,
        signed_at=timezone.now(), version=issue.amendments.count() + 2,
    )  # fmt: skip
    if correction:
        item, article = correction
        amendment.kind, amendment.article = Amendment.Kind.CORRECTION, article
        amendment.document = _corrected(issue, item.printed_number, article, notice).to_json()
        amendment.evidence = evidence_of_articles(_articles(issue, item, article))
    amendment.save()
    return amendment


def _corrected(issue: Issue, position: int, article: Article, notice: str) -> Document:
    """Put the new text in the place of the old one, and the notice into the foreword."""
    document = issue.current_document()
    corrected = document_item(position, article, issue)
    items = (corrected if item.position == position else item for item in document.items)
    return replace(document, items=tuple(items), notices=(*document.notices, notice))


def _articles(issue: Issue, corrected: IssueItem, article: Article) -> list[Article]:
    """Give the articles of the new version in their order, those of earlier corrections too."""
    latest = {
        each.article.corrects_id: each.article
        for each in issue.amendments.select_related("article").exclude(article=None)
        if each.article
    } | {corrected.article_id: article}
    items = issue.items.select_related("article__entry")
    return [latest.get(item.article_id, item.article) for item in items]


def _record(amendment: Amendment, signer: User) -> None:
    verb = "correct" if amendment.document else "withdraw"
    Activity.objects.create(
        actor=signer, verb=verb, issue=amendment.issue, comment=amendment.notice,
        from_status=amendment.issue.status, to_status=amendment.issue.status,
    )  # fmt: skip


def _item_of(article: Article) -> IssueItem:
    if article.corrects is None:
        raise NotReadyError(_("This article corrects none that was printed."))
    return IssueItem.objects.select_related("issue__bulletin").get(article=article.corrects)


def _notice_head(issue: Issue) -> str:
    number = issue_number_text(issue.number) if issue.number else ""
    return f"本刊{number}"
