"""Schedule: when a source or page is due again. Pure: time comes in, time goes out."""

from __future__ import annotations

from datetime import datetime, timedelta

#: How long one worker may hold a source or a page before the next may take it.
LEASE = timedelta(minutes=5)
#: Sources are polled at least and at most this often, unless an editor has fixed the interval.
SHORTEST_INTERVAL, LONGEST_INTERVAL = timedelta(minutes=5), timedelta(hours=24)
#: Of a source whose rhythm is not known yet.
_USUAL_INTERVAL = timedelta(minutes=60)
#: Failing sources are asked ever more rarely, but at least this often.
LONGEST_WAIT = timedelta(hours=24)
_FIRST_WAIT = timedelta(minutes=10)
#: How often the page of an entry is tried, in 21 hours, before it is left to the editor.
CAPTURE_ATTEMPTS = 8


def interval_of(
    fixed_minutes: int | None, rhythm_minutes: int | None, least_minutes: int
) -> timedelta:
    """Give the time between two polls: what an editor fixed, or half of the outlet's own rhythm.

    ``least_minutes``: what the source itself asks for; it counts unless the interval is fixed.
    """
    if fixed_minutes:
        return timedelta(minutes=fixed_minutes)
    wanted = _USUAL_INTERVAL
    if rhythm_minutes is not None:
        wanted = timedelta(minutes=rhythm_minutes / 2)
    shortest = max(SHORTEST_INTERVAL, timedelta(minutes=least_minutes))
    return min(max(wanted, shortest), LONGEST_INTERVAL)


def next_try(
    now: datetime, failures: int, *, jitter: float = 0, not_before: datetime | None = None
) -> datetime:
    """Give the time of the next try after so many failures in a row: each waits twice as long.

    ``jitter`` (0 to 1) keeps what failed together from coming back together. ``not_before`` is
    what the server asked for. Neither makes it wait for more than a day.
    """
    wait: timedelta = min(_FIRST_WAIT * 2 ** min(failures - 1, 12), LONGEST_WAIT)
    backed_off = now + wait * (1 - jitter / 5)
    return max(backed_off, min(not_before, now + LONGEST_WAIT)) if not_before else backed_off


def next_capture(
    now: datetime, attempts: int, *, jitter: float = 0, not_before: datetime | None = None
) -> datetime | None:
    """Give the time of the next try at a page after so many failures; None: no more tries."""
    if attempts >= CAPTURE_ATTEMPTS:
        return None
    return next_try(now, attempts, jitter=jitter, not_before=not_before)


def next_link_check(now: datetime, every_days: int, failures: int) -> datetime:
    """Give the time of the next look at a link: after a failure soon, then ever more rarely."""
    days = min(every_days, 2 ** min(failures - 1, 12)) if failures else every_days
    return now + timedelta(days=days)
