"""Scheduling: which issue comes next and which days it covers; moved, merged or skipped."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from bulletins.calendar import Proposal, proposals, window_after
from bulletins.models import Bulletin, Issue, Skip
from bulletins.workflow.compilation import (
    begin_issue,
    compile_issue,
    locked_calendar,
    open_issue,
    redate_issue,
    window_for,
)
from bulletins.workflow.errors import ConflictError, NotReadyError, WorkflowError
from bulletins.workflow.permissions import CHANGE_ISSUE
from bulletins.workflow.working_days import WorkingDays, working_days

logger = logging.getLogger(__name__)

#: Of the dates to come so many are shown, those of a series that seldom appears for half a year.
_MOST_DATES, _LEAST_DATES, _AHEAD = 8, 3, timedelta(days=183)


@dataclass(frozen=True)
class Date:
    """A line of the calendar: an issue, a date without one, or an issue that is to come."""

    issue_date: date
    window: tuple[date | None, date | None]
    issue: Issue | None = None
    skip: Skip | None = None
    holidays: tuple[tuple[date, str], ...] = ()
    proposals: tuple[Proposal, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it can still be decided on: nothing is published or skipped."""
        return self.skip is None and not (self.issue and self.issue.is_published)

    @property
    def occasion(self) -> str:
        """The holiday of the issue date, for the reason."""
        return next((name for day, name in self.holidays if day == self.issue_date), "")


def coming_date(bulletin: Bulletin) -> date:
    """Give the date of the next issue to begin: after the last date that is spoken for."""
    spoken_for = [
        *bulletin.issues.order_by("-issue_date").values_list("issue_date", flat=True)[:1],
        *bulletin.skips.order_by("-issue_date").values_list("issue_date", flat=True)[:1],
    ]
    today = timezone.localdate()
    if not spoken_for:
        return bulletin.rhythm.on_or_after(today)
    return max(bulletin.rhythm.after(max(spoken_for)), bulletin.rhythm.on_or_after(today))


def calendar_of(bulletin: Bulletin, past: int = 12) -> tuple[list[Date], list[Date]]:
    """Give the dates of a series that are to come, and the last lines of its number ledger."""
    return list(_coming(bulletin, working_days())), _past(bulletin, past)


def open_due_issues() -> list[Issue]:
    """Begin the issues whose window has begun, of series that open them by themselves."""
    begun: list[Issue] = []
    for bulletin in Bulletin.objects.filter(opens_by_itself=True, issues__isnull=False).distinct():
        try:
            begun.extend(_open_if_due(bulletin))
        except WorkflowError as error:
            logger.warning("the next issue of %s was not begun: %s", bulletin, error)
    return begun


def _open_if_due(bulletin: Bulletin) -> Iterator[Issue]:
    with locked_calendar(bulletin):
        issue_date = coming_date(bulletin)
        if window_for(bulletin, issue_date)[0] <= timezone.localdate():
            yield begin_issue(bulletin, issue_date)


def move(bulletin: Bulletin, issue_date: date, to: date, person: User) -> Issue:
    """Let the issue of a date appear on another day; it is begun if it was not yet.

    Raises:
        WorkflowError: no permission; published already; an issue of that day is there.

    """
    with locked_calendar(bulletin):
        issue = bulletin.issues.filter(issue_date=issue_date).first()
        if issue is None:
            return compile_issue(bulletin, to, person)
        start = issue.window_start
        redate_issue(issue, to, (min(start, to) if start else None, to), person)
        return issue


def skip(bulletin: Bulletin, issue_date: date, reason: str, person: User, *, merge: bool) -> Skip:
    """Let no issue appear on a date, and say why; ``merge`` gives its days to the next issue.

    An issue in preparation moves to the next date if its days are merged; else it must be empty.

    Raises:
        NotAllowedError: no permission, or the issue is published.
        NotReadyError: there is no reason, or the issue holds articles.
        ConflictError: the date is skipped already.

    """
    CHANGE_ISSUE.require(person)
    if not reason.strip():
        raise NotReadyError(_("Please write down why no issue appears."))
    try:
        with locked_calendar(bulletin):
            return _skip(bulletin, issue_date, reason.strip()[:300], person, merge=merge)
    except IntegrityError as error:
        raise ConflictError(_("Somebody has just decided that.")) from error


def _skip(bulletin: Bulletin, issue_date: date, reason: str, person: User, *, merge: bool) -> Skip:
    issue = bulletin.issues.filter(issue_date=issue_date).first()
    start, end = (None, None) if merge else window_for(bulletin, issue_date)
    if issue and merge:
        following = bulletin.rhythm.after(issue_date)
        redate_issue(issue, following, (issue.window_start, following), person)
    elif issue:
        _give_up(issue, person)
    return Skip.objects.create(
        bulletin=bulletin, issue_date=issue_date, reason=reason, decided_by=person,
        window_start=start, window_end=end,
    )  # fmt: skip


def resume(line: Skip, person: User) -> None:
    """Take a skipped date back, as long as nothing has come after it.

    Raises:
        NotAllowedError: no permission.
        NotReadyError: a later issue has been begun, or a later date skipped.

    """
    CHANGE_ISSUE.require(person)
    bulletin, later = line.bulletin, {"issue_date__gt": line.issue_date}
    with locked_calendar(bulletin):
        if bulletin.issues.filter(**later).exists() or bulletin.skips.filter(**later).exists():
            raise NotReadyError(
                _("A later issue has been begun already: its window counts on this.")
            )
        line.delete()


def _give_up(issue: Issue, person: User) -> None:
    with open_issue(issue, person) as current:
        if current.items.exists():
            raise NotReadyError(_("The issue holds articles: take them out first."))
        current.delete()


def _coming(bulletin: Bulletin, days: WorkingDays) -> Iterator[Date]:
    """Give the issues in preparation and the dates to come, the next first."""
    drafts = bulletin.issues.filter(status=Issue.Status.DRAFT).order_by("issue_date")
    for issue in drafts:
        yield _date(bulletin, days, issue.issue_date, issue.window, issue)
    day = coming_date(bulletin)
    window, horizon = window_for(bulletin, day), timezone.localdate() + _AHEAD
    for number in range(_MOST_DATES):
        if number >= _LEAST_DATES and day > horizon:
            break
        yield _date(bulletin, days, day, window)
        last_end, day = window[1], bulletin.rhythm.after(day)
        window = window_after(last_end, day, bulletin.rhythm)


def _past(bulletin: Bulletin, count: int) -> list[Date]:
    """Give the last lines of the number ledger, the newest first: issues and skipped dates."""
    issues = bulletin.issues.published()[:count]
    skips = bulletin.skips.order_by("-issue_date").select_related("decided_by")[:count]
    lines = [
        *(Date(issue.issue_date, issue.window, issue=issue) for issue in issues),
        *(Date(each.issue_date, (each.window_start, each.window_end), skip=each) for each in skips),
    ]
    return sorted(lines, key=lambda line: line.issue_date, reverse=True)[:count]


def _date(
    bulletin: Bulletin,
    days: WorkingDays,
    issue_date: date,
    window: tuple[date | None, date | None],
    issue: Issue | None = None,
) -> Date:
    start = window[0] or issue_date
    following = bulletin.rhythm.after(issue_date)
    window_days = (start + timedelta(days=at) for at in range((issue_date - start).days + 1))
    return Date(
        issue_date, window, issue,
        holidays=tuple((day, name) for day in window_days if (name := days.name(day))),
        proposals=tuple(proposals((start, issue_date), following, days.is_working)),
    )  # fmt: skip
