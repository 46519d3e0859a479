"""What the board shows of an issue, for one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib.auth.models import User
from django.shortcuts import get_object_or_404
from django.urls import reverse

from bulletins.desk.board.lines import Line, lines_of
from bulletins.models import Article, Bulletin, Issue
from bulletins.numerals import issue_number_text
from bulletins.preflight import Finding
from bulletins.workflow.checking import findings_of
from bulletins.workflow.coming import coming_number, idle_bulletins, issues_in_preparation
from bulletins.workflow.states import find
from bulletins.workflow.transitions import refusal_of


@dataclass(frozen=True)
class FoundPlace:
    """A finding, and where it is mended."""

    finding: Finding
    url: str


def issue_of(pk: int) -> Issue:
    """Give an issue with its series.

    Raises:
        Http404: there is none.

    """
    return get_object_or_404(Issue.objects.select_related("bulletin", "published_by"), pk=pk)


def board_of(issue: Issue, person: User) -> dict[str, Any]:
    """Give what the board shows of an issue in preparation."""
    chosen, shortlist = lines_of(issue)
    findings = findings_of(issue)
    return {
        "issue": issue,
        "number_text": issue_number_text(coming_number(issue)),
        **besides(issue=issue),
        "chosen": chosen,
        "shortlist": shortlist,
        "findings": [
            FoundPlace(finding, _place_of(finding, issue, chosen)) for finding in findings
        ],
        "is_blocked": any(finding.is_blocking for finding in findings),
        "drafts": sum(line.article.status == Article.Status.DRAFT for line in chosen),
        "approved": sum(line.article.status == Article.Status.APPROVED for line in chosen),
        "may_change": person.has_perm("bulletins.change_issue"),
        "may_submit": person.has_perm("bulletins.submit_article"),
        "may_edit": person.has_perm("bulletins.change_article"),
        "sign_refusal": refusal_of(find(Issue, "publish"), issue, person),
    }


def besides(*, issue: Issue | None = None, bulletin: Bulletin | None = None) -> dict[str, Any]:
    """Give the other issues in preparation, and the other series, whose next may be begun."""
    others, idle = issues_in_preparation(), idle_bulletins()
    return {
        "others": others.exclude(pk=issue.pk) if issue else others,
        "idle": idle.exclude(pk=bulletin.pk) if bulletin else idle,
    }


def _place_of(finding: Finding, issue: Issue, chosen: list[Line]) -> str:
    """Give the page where a finding is mended: its article's, with the words, or the issue's."""
    if finding.item and finding.item <= len(chosen):
        page = reverse("admin:bulletins_article_change", args=[chosen[finding.item - 1].article.pk])
        return f"{page}#place={quote(finding.evidence)}" if finding.evidence else page
    return reverse("admin:bulletins_issue_change", args=[issue.pk])
