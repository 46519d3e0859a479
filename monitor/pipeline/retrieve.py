"""Retrieve: the bytes of a source or page, or the news that nothing changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from monitor.errors import FetchError
from monitor.net import Response, fetch

_A_DAY = 24 * 60 * 60
_A_WHILE = timedelta(minutes=90)


@dataclass(frozen=True)
class Validators:
    """What a server gave us to ask “changed since?” with (RFC 9110, section 13)."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """The conditional request headers."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}

    @classmethod
    def of(cls, response: Response) -> Validators:
        """Those of an answer."""
        headers = response.headers
        return cls(headers.get("ETag", "")[:1000], headers.get("Last-Modified", "")[:100])


def retrieve(
    url: str, *, allow_private: bool = False, validators: Validators | None = None
) -> Response:
    """Fetch an address; status 304 if the server says that nothing changed since the validators.

    Raises:
        AddressError: the address may not be fetched.
        FetchError: no usable answer.

    """
    asked = validators.headers if validators else {}
    response = fetch(url, allow_private=allow_private, headers=asked)
    if response.status != 200 and not (response.status == 304 and asked):
        not_before = _not_before(response, timezone.now())
        raise FetchError(refusal(response.status), response.status, not_before)
    return response


def _not_before(response: Response, now: datetime) -> datetime | None:
    """Give until when the server asks to be left alone; 429 without a time means a while."""
    if response.status not in {429, 503}:
        return None
    asked = _retry_after(response.headers.get("Retry-After", "").strip(), now)
    if asked and asked > now:
        return asked
    return now + _A_WHILE if response.status == 429 else None


def _retry_after(told: str, now: datetime) -> datetime | None:
    """Read Retry-After, seconds or a date (RFC 9110, 10.2.3)."""
    try:
        if told.isascii() and told.isdigit():
            return now + timedelta(seconds=min(int(told[:10]), _A_DAY))
        at = parsedate_to_datetime(told)
    except (ValueError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def refusal(status: int) -> str:
    """Say to an editor what an answer other than 200 means."""
    reasons = {
        401: _("The page asks for a log-in (401)."),
        403: _("The server refuses us (403)."),
        404: _("The page does not exist (404)."),
        410: _("The page is gone for good (410)."),
        429: _("The server asks us to come less often (429)."),
    }
    if status >= 500:
        return _("The outlet's own server has a fault (%(status)s).") % {"status": status}
    return reasons.get(status) or _("The server answered with status %(status)s.") % {
        "status": status
    }
