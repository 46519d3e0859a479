"""Pace: how often a source itself asks to be polled at most."""

from __future__ import annotations

import re

from monitor.net import Response

#: What a source asks for is heeded up to six hours: many say more than they mean.
MOST_MINUTES = 6 * 60
#: So much of a feed is searched for what it says of itself, before its items.
_HEAD = 4096
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_TTL = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>")
_PERIOD = re.compile(rb"<sy:updatePeriod>\s*(hourly|daily|weekly|monthly|yearly)\s*<")
_FREQUENCY = re.compile(rb"<sy:updateFrequency>\s*(\d{1,4})\s*<")
_MINUTES = {b"hourly": 60, b"daily": 1440, b"weekly": 10080, b"monthly": 43200, b"yearly": 525600}


def asked_minutes(response: Response) -> int:
    """Give the most of what Cache-Control, RSS's ttl and the syndication module ask; 0: nothing."""
    head = response.body[:_HEAD]
    return min(max(_max_age(response), _ttl(head), _syndication(head)), MOST_MINUTES)


def _max_age(response: Response) -> int:
    found = _MAX_AGE.search(response.headers.get("Cache-Control", ""))
    return int(found[1]) // 60 if found else 0


def _ttl(head: bytes) -> int:
    found = _TTL.search(head)
    return int(found[1]) if found else 0


def _syndication(head: bytes) -> int:
    """RSS 1.0's module: so many times in a period."""
    period, times = _PERIOD.search(head), _FREQUENCY.search(head)
    return _MINUTES[period[1]] // max(1, int(times[1]) if times else 1) if period else 0
