"""date-evidence: the printed date disagrees with the link, the dateline or the page itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from bulletins.preflight.facts import DateEvidence, IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level
from content.named_dates import date_in_address, date_in_dateline

#: A dateline names the day of writing; outlets print it a day later without any fault.
_DATELINE = timedelta(days=1)


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Hold the printed date against each other evidence of it."""
    if item.published_on is None:
        return
    for evidence in _evidence(item):
        message = _("“%(title)s” is dated %(date)s, but %(origin)s says %(other)s.") % {
            "title": item.title, "date": item.published_on,
            "origin": evidence.origin, "other": evidence.day,
        }  # fmt: skip
        yield Finding(
            "date-evidence", Level.WARN, message, item.position, evidence.text, "published_on"
        )


def _evidence(item: ItemFacts) -> Iterator[DateEvidence]:
    day = item.published_on
    assert day is not None  # noqa: S101 - the caller has seen it
    in_link = date_in_address(item.url)
    if in_link and in_link[0] != day:
        yield DateEvidence(_("the link"), in_link[0], item.url)
    dateline = next(
        (found for part in item.paragraphs if (found := date_in_dateline(part.text, day))), None
    )
    if dateline and abs(dateline[0] - day) > _DATELINE:
        yield DateEvidence(_("the dateline"), dateline[0], dateline[1])
    yield from (found for found in item.evidence if found.day != day)
