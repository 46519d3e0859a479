"""Checking: Issue → findings, and Article → findings. Waivers are given here."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from bulletins.models import Article, Issue, IssueItem, Waiver
from bulletins.preflight import Finding, IssueFacts, Level, check_issue, check_item
from bulletins.rendering.fonts import printable_characters
from bulletins.workflow.back_issues import stored_findings
from bulletins.workflow.errors import NotReadyError
from bulletins.workflow.facts import facts_of, known_facts
from bulletins.workflow.intake import outlet_hosts
from bulletins.workflow.permissions import CHANGE_ISSUE

_LEVELS = list(Level)


def findings_of(issue: Issue) -> list[Finding]:
    """Check an issue as it stands; an imported one was checked as its file says."""
    if back_issue := getattr(issue, "back_issue", None):
        return stored_findings(back_issue)
    items = list(issue.items.select_related("article__entry"))
    waived = _waived(issue)
    return [
        replace(finding, waived=waived.get((_digest(finding, items), finding.rule), ""))
        for finding in check_issue(facts_of(issue, items))
    ]


def findings_of_article(article: Article) -> list[Finding]:
    """Check one article as it stands in memory, in its issue if it is placed; approval aside."""
    item: IssueItem | None = getattr(article, "item", None)
    around = facts_of(item.issue, []) if item else _no_issue()
    [facts] = known_facts([article], first=item.position if item else 1)
    found = check_item(replace(facts, is_approved=True), around)
    return sorted(found, key=lambda finding: _LEVELS.index(finding.level))


def _no_issue() -> IssueFacts:
    return IssueFacts(
        issue_date=None, window_start=None, window_end=None,
        outlets=outlet_hosts(), printable=printable_characters(),
    )  # fmt: skip


def waive(issue: Issue, item: int, rule: str, reason: str, person: User) -> Waiver:
    """Let a blocking finding pass, for the text as it is now.

    Raises:
        NotAllowedError: no permission.
        NotReadyError: there is no such finding, it can't be waived, or no reason is given.

    """
    CHANGE_ISSUE.require(person)
    if not reason.strip():
        raise NotReadyError(_("Please write down why this may pass."))
    with transaction.atomic():
        current = Issue.objects.select_for_update().get(pk=issue.pk)
        found = [
            finding for finding in findings_of(current)
            if (finding.item, finding.rule) == (item, rule) and finding.may_be_waived
        ]  # fmt: skip
        if current.is_published or not found:
            raise NotReadyError(_("This finding is not there any more. Reload the page."))
        article = list(current.items.select_related("article"))[item - 1].article
        return Waiver.objects.create(
            issue=current, article=article, digest=article.digest, rule=rule,
            reason=reason.strip()[:300], given_by=person,
        )  # fmt: skip


def _waived(issue: Issue) -> dict[tuple[str, str], str]:
    rows = Waiver.objects.filter(issue=issue).values_list("digest", "rule", "reason")
    return {(digest, rule): reason for digest, rule, reason in rows}


def _digest(finding: Finding, items: list[IssueItem]) -> str:
    return items[finding.item - 1].article.digest if finding.item else ""
