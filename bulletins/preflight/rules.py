"""The rules that stand from the first day. Each takes the issue's facts and gives findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bulletins.preflight.findings import Finding, Level


@dataclass(frozen=True)
class ItemFacts:
    """What the rules look at in one placed article."""

    position: int
    title: str
    published_on: date | None
    is_approved: bool


@dataclass(frozen=True)
class IssueFacts:
    """What the rules look at in an issue."""

    issue_date: date
    window_start: date
    window_end: date
    items: tuple[ItemFacts, ...]


def check_issue(issue: IssueFacts) -> list[Finding]:
    """Give everything that is wrong with an issue, in the order of its items."""
    findings = list(_empty(issue))
    for item in issue.items:
        findings += [*_approval(item), *_future(item, issue), *_window(item, issue)]
    return findings


def _empty(issue: IssueFacts) -> Iterator[Finding]:
    if not issue.items:
        yield Finding("count", Level.BLOCK, _("The issue holds no article yet."))


def _approval(item: ItemFacts) -> Iterator[Finding]:
    if not item.is_approved:
        message = _("“%(title)s” is not approved.") % {"title": item.title}
        yield Finding("approval", Level.BLOCK, message, item.position)


def _future(item: ItemFacts, issue: IssueFacts) -> Iterator[Finding]:
    if item.published_on and item.published_on > issue.issue_date:
        message = _("“%(title)s” is dated %(date)s, after the issue.") % {
            "title": item.title, "date": item.published_on,
        }  # fmt: skip
        yield Finding("future", Level.BLOCK, message, item.position)


def _window(item: ItemFacts, issue: IssueFacts) -> Iterator[Finding]:
    if item.published_on and item.published_on < issue.window_start:
        message = _("“%(title)s” is dated %(date)s, before the window of the issue.") % {
            "title": item.title, "date": item.published_on,
        }  # fmt: skip
        yield Finding("window", Level.WARN, message, item.position)
