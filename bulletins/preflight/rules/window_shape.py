"""window-shape: a window of other days than the series has, or one that leaves days to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts
from bulletins.preflight.findings import Finding, Level


def check_issue(issue: IssueFacts) -> Iterator[Finding]:
    """Compare the window with the rhythm of the series and with the window before it."""
    start, end = issue.start, issue.window_end
    if start is None or end is None or (start, end) == issue.planned_window:
        return
    yield from (
        Finding("window-shape", Level.WARN, message, evidence=f"{start} – {end}")
        for message in _messages(issue, start, end)
    )


def _messages(issue: IssueFacts, start: date, end: date) -> Iterator[str]:
    if start > end:
        yield _("The window ends before it begins.")
        return
    length, planned = _days(start, end), _days(*(issue.planned_window or issue.rhythm.window(end)))
    if length != planned:
        yield _("The window has %(days)d days, not the %(planned)d that are planned.") % {
            "days": length, "planned": planned,
        }  # fmt: skip
    if issue.rhythm.on_or_after(end) != end:
        yield _("The window does not end on the series' day of publication.")
    elif issue.issue_date and end != issue.issue_date:
        yield _("The window does not end on the date of the issue.")
    yield from _gap(issue.last_window_end, start)


def _days(start: date, end: date) -> int:
    return (end - start).days + 1


def _gap(last_end: date | None, start: date) -> Iterator[str]:
    if last_end is None:
        return
    first = last_end + timedelta(days=1)
    if start < first:
        yield _("The window overlaps that of the last issue, which ends on %(day)s.") % {
            "day": last_end
        }
    elif start > first:
        yield _("No issue covers the days from %(first)s until %(start)s.") % {
            "first": first, "start": start - timedelta(days=1),
        }  # fmt: skip
