"""Compilation: articles are placed in an issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from bulletins.calendar import window_after
from bulletins.models import Activity, Amendment, Article, Bulletin, Issue, IssueItem
from bulletins.rendering.document import Document, DocumentItem
from bulletins.workflow.errors import ConflictError, NotAllowedError, NotReadyError
from bulletins.workflow.permissions import BEGIN_ISSUE, CHANGE_ISSUE


def compile_issue(bulletin: Bulletin, issue_date: date, editor: User) -> Issue:
    """Begin the issue of a date: window and masthead are those in force on it.

    Raises:
        NotAllowedError: the person may not add issues.
        NotReadyError: the series has no masthead valid on that date.
        ConflictError: there is an issue of that date already, or it is skipped.

    """
    BEGIN_ISSUE.require(editor)
    return begin_issue(bulletin, issue_date)


def begin_issue(bulletin: Bulletin, issue_date: date) -> Issue:
    """Begin the issue of a date, whoever wants it; raises as :func:`compile_issue`."""
    try:
        with locked_calendar(bulletin):
            _refuse_skipped(bulletin, issue_date)
            start, end = window_for(bulletin, issue_date)
            return Issue.objects.create(
                bulletin=bulletin,
                issue_date=issue_date,
                window_start=start,
                window_end=end,
                masthead=masthead_for(bulletin, issue_date),
            )
    except IntegrityError as error:
        raise ConflictError(_("There is an issue of that date already.")) from error


@contextmanager
def locked_calendar(bulletin: Bulletin) -> Iterator[None]:
    """Let nobody else begin, move, skip or resume an issue of a series to the end of the block.

    Windows follow from one another. Whoever locks an issue as well locks its series first.
    """
    with transaction.atomic():
        Bulletin.objects.select_for_update().get(pk=bulletin.pk)
        yield


def _refuse_skipped(bulletin: Bulletin, issue_date: date) -> None:
    if bulletin.skips.filter(issue_date=issue_date).exists():
        raise ConflictError(_("No issue appears on that date. Resume it in the calendar first."))


def window_for(bulletin: Bulletin, issue_date: date) -> tuple[date, date]:
    """Give the window of an issue of that date, behind the windows before it."""
    last_end = last_covered_day(bulletin, issue_date)
    merged = bulletin.skips.filter(issue_date__lt=issue_date, window_end=None)
    if last_end:
        merged = merged.filter(issue_date__gt=last_end)
    first = merged.aggregate(first=Min("issue_date"))["first"]
    return window_after(last_end, issue_date, bulletin.rhythm, first)


def last_covered_day(bulletin: Bulletin, issue_date: date) -> date | None:
    """Give the last day that an issue or a skipped date before this one has spoken for."""
    ends = (
        rows.filter(issue_date__lt=issue_date).aggregate(last=Max("window_end"))["last"]
        for rows in (bulletin.issues, bulletin.skips)
    )
    return max(filter(None, ends), default=None)


def redate_issue(
    issue: Issue, issue_date: date, window: tuple[date | None, date | None], editor: User
) -> None:
    """Move an issue in preparation; a new date brings the masthead in force on it.

    Raises:
        NotAllowedError: the person may not change issues, or the issue is published.
        NotReadyError: the series has no masthead valid on that date.
        ConflictError: there is an issue of that date already, or it is skipped.

    """
    start, end = window
    masthead = masthead_for(issue.bulletin, issue_date)
    try:
        with locked_calendar(issue.bulletin), open_issue(issue, editor) as current:
            if current.issue_date != issue_date:
                _refuse_skipped(issue.bulletin, issue_date)
                current.masthead = masthead
            current.issue_date, current.window_start, current.window_end = issue_date, start, end
            current.save()
    except IntegrityError as error:
        raise ConflictError(_("There is an issue of that date already.")) from error
    issue.refresh_from_db()


def masthead_for(bulletin: Bulletin, issue_date: date) -> dict[str, str]:
    """Give the words of the series on a date, to be copied into an issue.

    Raises:
        NotReadyError: there are none yet.

    """
    masthead = bulletin.masthead_on(issue_date)
    if masthead is None:
        raise NotReadyError(
            _("“%(bulletin)s” has no masthead that is valid on %(date)s. Add one to the bulletin.")
            % {"bulletin": bulletin, "date": issue_date}
        )
    return asdict(masthead)


@contextmanager
def open_issue(issue: Issue, editor: User) -> Iterator[Issue]:
    """Give the issue as it is now, and let nobody else change it to the end of the block.

    Raises:
        NotAllowedError: the person may not change issues, or the issue is published.

    """
    CHANGE_ISSUE.require(editor)
    with transaction.atomic():
        current = Issue.objects.select_for_update().get(pk=issue.pk)
        if current.is_published:
            raise NotAllowedError(_("The issue is published and stays as it is."))
        yield current


def place_articles(issue: Issue, articles: Iterable[Article], editor: User) -> int:
    """Put articles at the end of an issue, approved or not yet; gives how many were placed.

    Publication asks for the approval of each.

    Raises:
        NotAllowedError: the person may not change issues, or the issue is published.
        ConflictError: an article was placed by somebody else in the meantime.

    """
    wanted = Article.objects.shortlisted().filter(pk__in=[article.pk for article in articles])
    with open_issue(issue, editor) as current:
        last = current.items.aggregate(last=Max("position"))["last"] or 0
        items = [
            IssueItem(issue=current, article=article, position=last + offset)
            for offset, article in enumerate(wanted.order_by("published_on", "pk"), start=1)
        ]
        try:
            with transaction.atomic():
                IssueItem.objects.bulk_create(items)
        except IntegrityError as error:
            raise ConflictError(_("An article has just been placed by somebody else.")) from error
        log_placing(Activity.Verb.PLACE, current, [item.article for item in items], editor)
    return len(items)


def log_placing(
    verb: Activity.Verb, issue: Issue, articles: Iterable[Article], actor: User
) -> None:
    """Write down who placed which articles in an issue, or took them out; in their transaction."""
    Activity.objects.bulk_create(
        Activity(actor=actor, verb=verb, article=article, issue=issue, digest=article.digest,
                 comment=str(issue))
        for article in articles
    )  # fmt: skip


def document_of(issue: Issue, number: int | None) -> Document:
    """Copy everything that the issue prints; ``number`` None gives a preview.

    Articles without a date, which only a preview can hold, show the issue's.
    """
    return Document(
        masthead=issue.printed_masthead(),
        number=number,
        issue_date=issue.issue_date,
        window_start=issue.window_start,
        window_end=issue.window_end,
        items=tuple(
            document_item(position, item.article, issue)
            for position, item in enumerate(issue.items.select_related("article"), start=1)
        ),
        look=issue.bulletin.printed_look(),
        notices=notices_for(issue),
    )


def notices_for(issue: Issue) -> tuple[str, ...]:
    """Give what the foreword of an issue in preparation says: all since the last publication."""
    last = issue.bulletin.issues.published().exclude(pk=issue.pk).order_by("-published_at").first()
    if last is None:
        return ()
    amendments = Amendment.objects.filter(
        issue__bulletin=issue.bulletin_id, signed_at__gt=last.published_at
    )
    return tuple(amendments.order_by("signed_at", "pk").values_list("notice", flat=True))


def document_item(position: int, article: Article, issue: Issue) -> DocumentItem:
    """Copy what an article prints at a place of an issue."""
    return DocumentItem(
        position=position,
        title=article.title,
        source_name=article.source_name,
        url=article.url,
        published_on=article.published_on or issue.issue_date,
        body_html=article.body_html,
    )
