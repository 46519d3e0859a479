"""The verdict on a source: working, failing, silent, redesigned. Pure: facts in, words out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitor.models.source import Source
from monitor.rhythm import NEEDED

Health = Source.Health

#: A source is silent when nothing has appeared for so many times its usual gap, and for so long.
SILENT_TIMES, SILENT_LEAST = 5, timedelta(days=2)
#: A single failure is nothing: so many in a row, or a day without success, are.
_FAILURES, _WITHOUT_SUCCESS = 3, timedelta(days=1)


@dataclass(frozen=True)
class Facts:
    """What is known of a source. ``arrivals``: when its last items appeared, in epoch seconds."""

    is_enabled: bool
    is_paused: bool
    failures: int
    last_error: str
    last_success_at: datetime | None
    arrivals: Sequence[int] = ()
    #: What its golden page shows; empty: nothing wrong.
    fault: str = ""


@dataclass(frozen=True)
class Verdict:
    """A state, and the reason in words for editors."""

    health: Health
    reason: str = ""


def verdict(facts: Facts, now: datetime) -> Verdict:
    """Judge a source by what is worst."""
    if not facts.is_enabled:
        return Verdict(Health.OFF)
    if facts.is_paused or _is_failing(facts, now):
        return Verdict(Health.FAILING, facts.last_error)
    if facts.last_success_at is None:
        return Verdict(Health.UNCHECKED)
    if facts.fault:
        return Verdict(Health.REDESIGNED, facts.fault)
    if silence := _silence(facts.arrivals, now):
        return Verdict(Health.SILENT, silence)
    return Verdict(Health.WORKING)


def usual_gap(arrivals: Sequence[int]) -> timedelta | None:
    """Give the time that usually lies between two items; None while too few are known."""
    if len(arrivals) < NEEDED:
        return None
    return timedelta(seconds=(arrivals[-1] - arrivals[0]) / (len(arrivals) - 1))


def _is_failing(facts: Facts, now: datetime) -> bool:
    if not facts.failures:
        return False
    long_ago = facts.last_success_at and now - facts.last_success_at > _WITHOUT_SUCCESS
    return facts.failures >= _FAILURES or bool(long_ago)


def _silence(arrivals: Sequence[int], now: datetime) -> str:
    gap = usual_gap(arrivals)
    if gap is None:
        return ""
    silent = now - datetime.fromtimestamp(arrivals[-1], UTC)
    if silent <= max(SILENT_TIMES * gap, SILENT_LEAST):
        return ""
    return _("Nothing new for %(silent)s; usually something every %(gap)s.") % {
        "silent": in_words(silent), "gap": in_words(gap),
    }  # fmt: skip


def in_words(span: timedelta) -> str:
    """Give a time in its largest unit: 9 days, 3 hours, 40 minutes."""
    minutes = max(1, round(span.total_seconds() / 60))
    if minutes < 90:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    if minutes < 36 * 60:
        hours = round(minutes / 60)
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    days = round(minutes / 60 / 24)
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
