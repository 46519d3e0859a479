"""One guarded HTTP GET: public addresses only, redirects checked, time and size limited."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from requests.structures import CaseInsensitiveDict
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError

from monitor.errors import AddressError, FetchError
from monitor.net.addresses import check_address

MAX_BYTES = 10 * 1024 * 1024
MAX_REDIRECTS = 5
CONNECT_SECONDS = 10
TOTAL_SECONDS = 20
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Never sent on to another host: they speak of an answer that the other host did not give.
_VALIDATORS = frozenset({"if-none-match", "if-modified-since"})


@dataclass(frozen=True)
class Response:
    """What a server answered; ``url`` is the address after redirects, ``body`` is decoded."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=CaseInsensitiveDict)
    body: bytes = b""

    @property
    def content_type(self) -> str:
        """The Content-Type header, or an empty string."""
        return self.headers.get("Content-Type", "")


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    headers: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
) -> Response:
    """GET an address and follow at most five redirects, each checked like the first.

    Raises:
        AddressError: the address, or one it leads to, may not be fetched.
        FetchError: no answer, a broken or too large one, or too many redirects.

    """
    deadline = time.monotonic() + TOTAL_SECONDS
    sent = dict(headers or {})
    with _session(allow_private or settings.MONITOR_ALLOW_PRIVATE) as session:
        for _hop in range(MAX_REDIRECTS + 1):
            check_address(url)
            answer = _get(session, url, sent, deadline, max_bytes)
            location = answer.headers.get("Location", "")
            if answer.status not in _REDIRECTS or not location:
                return answer
            target = urljoin(url, location)
            if urlsplit(target).netloc != urlsplit(url).netloc:
                sent = {name: sent[name] for name in sent if name.lower() not in _VALIDATORS}
            url = target
    raise FetchError(_("The address redirects more than five times."))


def _session(allow_private: bool) -> HTTPSession:
    session = HTTPSession(
        Config(
            ip_filter_enable=not allow_private,
            ip_filter_allow_loopback_ips=False,
            never_redirect=True,
            default_timeout=(CONNECT_SECONDS, CONNECT_SECONDS),
            user_agent_override=settings.MONITOR_USER_AGENT,
        )
    )
    session.trust_env = False  # no proxy and no .netrc from the environment
    return session


def _get(
    session: HTTPSession, url: str, headers: Mapping[str, str], deadline: float, max_bytes: int
) -> Response:
    try:
        with session.get(url, headers=dict(headers), stream=True) as answer:
            redirected = answer.status_code in _REDIRECTS
            body = b"" if redirected else _read(answer, deadline, max_bytes)
            return Response(url, answer.status_code, answer.headers, body)
    except InvalidIPAddress as error:
        raise AddressError(
            _("The address leads into a private network and is not fetched.")
        ) from error
    except requests.Timeout as error:
        raise FetchError(_("The server did not answer in time.")) from error
    except requests.exceptions.SSLError as error:
        raise FetchError(_("The server's certificate could not be verified.")) from error
    except (requests.RequestException, HTTPError, UnicodeError, OSError) as error:
        raise FetchError(_("The server could not be reached, or broke off.")) from error


def _read(answer: requests.Response, deadline: float, max_bytes: int) -> bytes:
    """Read the decoded body under both limits, as it drips in."""
    body = bytearray()
    while chunk := answer.raw.read1(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > max_bytes:
            limit = max_bytes // (1024 * 1024)
            raise FetchError(_("The answer is larger than %(limit)s MB.") % {"limit": limit})
        if time.monotonic() > deadline:
            raise FetchError(_("The server was too slow: given up after 20 seconds."))
    return bytes(body)
