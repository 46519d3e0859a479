"""The coming issue: which one it is, and the number it will be given."""

from __future__ import annotations

from django.db.models import QuerySet

from bulletins.models import Bulletin, Issue


def issues_in_preparation() -> QuerySet[Issue]:
    """Give the issues in preparation, the one that appears first before the others."""
    drafts = Issue.objects.filter(status=Issue.Status.DRAFT).select_related("bulletin")
    return drafts.order_by("issue_date", "pk")


def idle_bulletins() -> QuerySet[Bulletin]:
    """Give the series of which no issue is in preparation."""
    return Bulletin.objects.exclude(issues__status=Issue.Status.DRAFT)


def coming_number(issue: Issue) -> int:
    """Give the number that an issue in preparation gets if those before it are published first."""
    before = issues_in_preparation().filter(
        bulletin=issue.bulletin_id, issue_date__lt=issue.issue_date
    )
    return issue.bulletin.last_number + before.count() + 1
