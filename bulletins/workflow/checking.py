"""Checking: Issue → findings. What preflight looks at is read here; waivers are given here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from bulletins.models import Article, Issue, IssueItem, Waiver
from bulletins.preflight import Finding, IssueFacts, ItemFacts, Level, check_issue, check_item
from bulletins.preflight.facts import DateEvidence
from bulletins.preflight.paragraphs import paragraphs_of, pictures_of
from bulletins.rendering.fonts import printable_characters
from bulletins.workflow.back_issues import stored_findings
from bulletins.workflow.compilation import document_of, last_covered_day, window_for
from bulletins.workflow.errors import NotAllowedError, NotReadyError
from bulletins.workflow.intake import outlet_hosts

_NO_ISSUE = IssueFacts(issue_date=None, window_start=None, window_end=None)
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
    issue = facts_of(item.issue, []) if item else _NO_ISSUE
    facts = replace(item_facts(item.position if item else 1, article), is_approved=True)
    around = replace(issue, outlets=outlet_hosts(), printable=printable_characters())
    found = check_item(facts, around)
    return sorted(found, key=lambda finding: _LEVELS.index(finding.level))


def facts_of(issue: Issue, items: list[IssueItem]) -> IssueFacts:
    """Give what preflight looks at in an issue of the desk."""
    return IssueFacts(
        issue_date=issue.issue_date,
        window_start=issue.window_start,
        window_end=issue.window_end,
        items=tuple(item_facts(at, item.article) for at, item in enumerate(items, start=1)),
        organisation=issue.printed_masthead().organisation,
        foreword=document_of(issue, None).foreword,
        weekday=issue.bulletin.weekday,
        window_days=issue.bulletin.window_days,
        last_window_end=last_covered_day(issue.bulletin, issue.issue_date),
        planned_window=window_for(issue.bulletin, issue.issue_date),
        outlets=outlet_hosts(),
        printable=printable_characters(),
    )


def waive(issue: Issue, item: int, rule: str, reason: str, person: User) -> Waiver:
    """Let a blocking finding pass, for the text as it is now.

    Raises:
        NotAllowedError: no permission.
        NotReadyError: there is no such finding, it can't be waived, or no reason is given.

    """
    if not person.has_perm("bulletins.change_issue"):
        raise NotAllowedError(_("You do not have permission to change issues."))
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


def item_facts(position: int, article: Article) -> ItemFacts:
    """Give what preflight looks at in an article."""
    return ItemFacts(
        position=position,
        title=article.title,
        published_on=article.published_on,
        source_name=article.source_name,
        url=article.url,
        paragraphs=paragraphs_of(article.body_html),
        pictures=pictures_of(article.body_html),
        evidence=tuple(_evidence(article)),
        is_approved=_is_approved(article),
    )


def _is_approved(article: Article) -> bool:
    """Approved, and for the very text that would be printed."""
    return (
        article.status == Article.Status.APPROVED
        and article.approved_digest == article.text_digest()
    )


def _evidence(article: Article) -> list[DateEvidence]:
    """Give the days that the page itself states; link and dateline preflight reads for itself."""
    if article.entry is None:
        return []
    stated = {"json-ld": _("the page's data"), "meta": _("the page's data"), "text": _("the page")}
    days = {
        (stated[found["kind"]], date.fromisoformat(found["value"][:10])): found["text"]
        for found in article.entry.date_evidence
        if found["kind"] in stated
    }
    return [DateEvidence(origin, day, text) for (origin, day), text in days.items()]


def _waived(issue: Issue) -> dict[tuple[str, str], str]:
    rows = Waiver.objects.filter(issue=issue).values_list("digest", "rule", "reason")
    return {(digest, rule): reason for digest, rule, reason in rows}


def _digest(finding: Finding, items: list[IssueItem]) -> str:
    return items[finding.item - 1].article.digest if finding.item else ""
