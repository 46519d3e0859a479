"""number: the issue's number is not the one after the last that was given.

A number is given once and counts issues; the calendar has no say in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts
from bulletins.preflight.findings import Finding, Level


def check_issue(issue: IssueFacts) -> Iterator[Finding]:
    """Compare the number with the one before it; the first of a series may be any."""
    if issue.number is None or issue.last_number is None:
        return
    if issue.number != issue.last_number + 1:
        message = _("The issue is number %(number)d, but the last one was %(last)d.") % {
            "number": issue.number, "last": issue.last_number,
        }  # fmt: skip
        yield Finding("number", Level.BLOCK, message, evidence=str(issue.number))
