"""Schedule: when a source or page is due again. Pure: time comes in, time goes out."""

from __future__ import annotations

from datetime import datetime, timedelta

#: How long one worker may hold a source or a page before the next may take it.
LEASE = timedelta(minutes=5)
#: Failing sources are asked ever more rarely, but at least this often.
LONGEST_WAIT = timedelta(hours=24)
#: How often the page of an entry is tried before it is left to the editor.
CAPTURE_ATTEMPTS = 5
_CAPTURE_WAIT = timedelta(minutes=5)


def next_poll(now: datetime, interval: timedelta, failures: int) -> datetime:
    """Give the time of the next poll: the interval, doubled with each failure in a row."""
    wait: timedelta = interval * 2 ** min(failures, 12)
    return now + min(wait, max(LONGEST_WAIT, interval))


def next_capture(now: datetime, attempts: int) -> datetime | None:
    """Give the time of the next try at a page after so many failures; None: no more tries."""
    if attempts >= CAPTURE_ATTEMPTS:
        return None
    wait: timedelta = _CAPTURE_WAIT * 2 ** (attempts - 1)
    return now + wait


def next_link_check(now: datetime, every_days: int, failures: int) -> datetime:
    """Give the time of the next look at a link: after a failure soon, then ever more rarely."""
    days = min(every_days, 2 ** min(failures - 1, 12)) if failures else every_days
    return now + timedelta(days=days)
