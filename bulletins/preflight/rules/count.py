"""count: the foreword, the contents list and the body do not hold the same number of items."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts
from bulletins.preflight.findings import Finding, Level


def check_issue(issue: IssueFacts) -> Iterator[Finding]:
    """Count, wherever a number of items is told."""
    if not issue.items:
        yield Finding("count", Level.BLOCK, _("The issue holds no article yet."))
        return
    words = {
        "foreword": issue.foreword_count,
        "contents": issue.contents_count,
        "body": len(issue.items),
    }
    if issue.foreword_count not in (None, len(issue.items)):
        message = _("The foreword tells of %(foreword)d items, the issue holds %(body)d.") % words
        yield Finding("count", Level.BLOCK, message, evidence=issue.foreword)
    if issue.contents_count not in (None, len(issue.items)):
        message = _("The contents list %(contents)d items, the issue holds %(body)d.") % words
        yield Finding("count", Level.BLOCK, message)
