"""date-form: a printed date that cannot be read, or is written in another form than the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts
from bulletins.preflight.findings import Finding, Level

_MARKS = re.compile(r"\d+\s*(\D)\s*\d+\s*(\D)\s*\d+")


def check_issue(issue: IssueFacts) -> Iterator[Finding]:
    """Name each unreadable date, and each article whose date is not in the form of most."""
    for found in issue.unreadable_dates:
        message = _("“%(text)s” is not a date.") % {"text": found.text}
        if found.meant:
            message = _("“%(text)s” is not a date; %(meant)s may be meant.") % {
                "text": found.text, "meant": found.meant,
            }  # fmt: skip
        yield Finding("date-form", Level.BLOCK, message, found.item, found.text)
    yield from _drifting(issue)


def _drifting(issue: IssueFacts) -> Iterator[Finding]:
    forms = {item.position: _form(item.date_text) for item in issue.items if item.date_text}
    counted = Counter(form for form in forms.values() if form)
    if len(counted) < 2:
        return
    usual = counted.most_common(1)[0][0]
    for item in issue.items:
        form = forms.get(item.position, "")
        if form and form != usual:
            message = _("The date “%(text)s” is not written like the others.") % {
                "text": item.date_text
            }
            yield Finding("date-form", Level.BLOCK, message, item.position, item.date_text)


def _form(text: str) -> str:
    """Give the marks between the figures: - in 2024-3-26, 年月 in 2024年3月26日."""
    match = _MARKS.search(text)
    return "".join(match.groups()) if match else ""
