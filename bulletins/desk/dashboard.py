"""The newsroom on the first page of the desk: the coming issue, and the last ones."""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.models import User
from django.db.models import Count
from django.utils import timezone

from bulletins.models import Article, Bulletin, Issue
from bulletins.numerals import issue_number_text
from bulletins.preflight import Level
from bulletins.workflow.checking import findings_of
from bulletins.workflow.coming import coming_number, issues_in_preparation
from desk.panels import Panel

#: Published issues that are shown.
_LAST = 5


def coming_issue(user: User) -> Panel | None:
    """Where the coming issue stands: its days, what is chosen and approved, what is found."""
    if not user.has_perm("bulletins.view_issue"):
        return None
    issue = issues_in_preparation().first()
    template = "bulletins/desk/dashboard/coming.html"
    if issue is None:
        return Panel(template, {"bulletin": Bulletin.objects.first()})
    statuses = Counter(issue.articles.values_list("status", flat=True))
    return Panel(
        template,
        {
            "issue": issue,
            "number_text": issue_number_text(coming_number(issue)),
            "days_left": (issue.issue_date - timezone.localdate()).days,
            "chosen": statuses.total(),
            "approved": statuses[Article.Status.APPROVED],
            "findings": _weighty(issue),
        },
    )


def last_issues(user: User) -> Panel | None:
    """The last issues, each with its files."""
    if not user.has_perm("bulletins.view_issue"):
        return None
    issues = Issue.objects.published().defer("document").annotate(count=Count("items"))
    last = issues.prefetch_related("renditions")[:_LAST]
    return Panel("bulletins/desk/dashboard/last.html", {"issues": last})


def _weighty(issue: Issue) -> list[tuple[Level, int]]:
    """Count the findings that somebody has to look at, the heaviest first."""
    counts = Counter(found.level for found in findings_of(issue) if not found.waived)
    return [(level, counts[level]) for level in Level if counts[level] and level != Level.HINT]


PANELS = (coming_issue, last_issues)
