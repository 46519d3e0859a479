"""What speaks of the day of publication: whom to believe, and who contradicts whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from monitor.pipeline.extract.page import DateEvidence

#: Whom to believe when the places disagree, the best first. Neither the address, the dateline nor
#: the server's header is a statement of the day of publication, so that none decides alone.
_ORDER = ("text", "json-ld", "meta", "script", "item")

#: Places that show the time of publication to readers.
_SHOWN = ("text", "item")

#: What does not count as a contradiction: the server's header says when a file was last written.
_WEAK = ("http",)

#: A text is printed up to so long after its dateline.
_AFTER_DATELINE = timedelta(days=2)


def settle(evidence: Iterable[DateEvidence]) -> list[DateEvidence]:
    """Give the evidence, that which decides marked as such; none is, if none may decide."""
    found = [replace(item, decided=False) for item in evidence]
    for kind in _ORDER:
        places = [i for i, item in enumerate(found) if item.kind == kind]
        if places and (kind != "script" or _agree([found[i].value for i in places])):
            found[places[0]] = replace(found[places[0]], decided=True)
            break
    return found


def published(evidence: Sequence[DateEvidence]) -> tuple[date | None, datetime | None]:
    """Give the day that the deciding evidence names, and its time if readers were shown one.

    A day without a time takes that of the feed, if the feed names the same day.
    """
    decisive = next((item for item in evidence if item.decided), None)
    if decisive is None:
        return None, None
    shown = [decisive, *(item for item in evidence if item.kind == "item")]
    times = [
        datetime.fromisoformat(item.value)
        for item in shown
        if item.kind in _SHOWN and "T" in item.value and item.day == decisive.day
    ]
    return decisive.day, times[0] if times else None


def held_back(
    on: date | None, at: datetime | None, today: date
) -> tuple[date | None, datetime | None]:
    """Give a day of publication, and its time, with a day in the future held back to today."""
    return (today, None) if on and on > today else (on, at)


def conflict(evidence: Iterable[DateEvidence]) -> list[DateEvidence]:
    """Give one piece of evidence for each day that is named, if that is more than one.

    The deciding one comes first. Of each place only its first statement counts: the others are
    changes and other articles.
    """
    found = [item for item in evidence if item.kind not in _WEAK]
    said = [item for item in found if item.decided]
    for kind in dict.fromkeys(item.kind for item in found):
        values = [item for item in found if item.kind == kind]
        if kind == "script" and not _agree([item.value for item in values]):
            continue
        if not any(_same_day(values[0], other) for other in said):
            said.append(values[0])
    return said if len(said) > 1 else []


def _same_day(one: DateEvidence, other: DateEvidence) -> bool:
    if one.kind == "dateline":
        return timedelta() <= other.day - one.day <= _AFTER_DATELINE
    return one.day == other.day


def _agree(values: Sequence[str]) -> bool:
    """Say whether dates are the same to the minute. Those of many articles are not."""
    shortest = min(values, key=len)[:16]
    return all(value.startswith(shortest) for value in values)
