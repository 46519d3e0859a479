"""One guarded HTTP GET: public addresses only, redirects checked, time and size limited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from requests.structures import CaseInsensitiveDict
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as ReadTimeoutError

from monitor.errors import AddressError, FetchError, MonitorError
from monitor.net.addresses import check_address
from monitor.net.deadline import Deadline
from monitor.net.public import PublicAdapter

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
    check_address(url)
    sent = dict(headers or {})
    with (
        Deadline(TOTAL_SECONDS) as deadline,
        _Session(
            deadline, allow_private=allow_private or settings.MONITOR_ALLOW_PRIVATE
        ) as session,
    ):
        for _hop in range(MAX_REDIRECTS + 1):
            answer = _get(session, url, sent, deadline, max_bytes)
            location = answer.headers.get("Location", "")
            if answer.status not in _REDIRECTS or not location:
                return answer
            target = _target(url, location)
            if urlsplit(target).netloc != urlsplit(url).netloc:
                sent = {name: sent[name] for name in sent if name.lower() not in _VALIDATORS}
            url = target
    raise FetchError(_("The address redirects more than five times."))


def _target(url: str, location: str) -> str:
    """Complete a Location; many servers send it as raw UTF-8, which headers show as Latin-1."""
    try:
        return check_address(urljoin(url, location.encode("latin-1").decode("utf-8", "replace")))
    except ValueError as error:
        raise AddressError(_("The server redirects to a malformed address.")) from error


class _Session(HTTPSession):  # type: ignore[misc]  # the library is untyped
    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        super().__init__(
            Config(
                ip_filter_enable=False,  # by our own adapter, below
                ip_filter_allow_loopback_ips=False,
                never_redirect=True,
                default_timeout=(CONNECT_SECONDS, CONNECT_SECONDS),
                user_agent_override=settings.MONITOR_USER_AGENT,
            )
        )
        self.trust_env = False  # no proxy and no .netrc from the environment
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        if not allow_private:
            self.mount("http://", PublicAdapter(is_https_proto=False))
            self.mount("https://", PublicAdapter(is_https_proto=True))
        for adapter in self.adapters.values():
            deadline.watch(adapter.poolmanager)

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Find none, or requests would read a redirect's whole body to prepare the next hop."""


def _get(
    session: _Session, url: str, headers: Mapping[str, str], deadline: Deadline, max_bytes: int
) -> Response:
    try:
        with session.get(url, headers=dict(headers), stream=True) as answer:
            redirected = answer.status_code in _REDIRECTS
            body = b"" if redirected else _read(answer, max_bytes)
            if deadline.passed:  # a body without a length only seems to have ended
                raise requests.Timeout
            return Response(url, answer.status_code, _clean(answer.headers), body)
    except (requests.RequestException, HTTPError, ValueError, OSError) as error:
        raise _failure(error, late=deadline.passed) from error


def _failure(error: Exception, *, late: bool) -> MonitorError:
    if isinstance(error, InvalidIPAddress):
        return AddressError(_("The address leads into a private network and is not fetched."))
    if late or isinstance(error, (requests.Timeout, ReadTimeoutError)):
        return FetchError(_("The server did not answer in time."))
    if isinstance(error, requests.exceptions.SSLError):
        return FetchError(_("The server's certificate could not be verified."))
    return FetchError(_("The server could not be reached, or broke off."))


def _clean(headers: Mapping[str, str]) -> CaseInsensitiveDict[str]:
    """Give headers as they may be stored: PostgreSQL keeps no NUL."""
    return CaseInsensitiveDict({name: value.replace("\0", "") for name, value in headers.items()})


def _read(answer: requests.Response, max_bytes: int) -> bytes:
    """Read the decoded body, as it comes in, up to the limit."""
    body = bytearray()
    while chunk := answer.raw.read1(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > max_bytes:
            limit = max_bytes // (1024 * 1024)
            raise FetchError(_("The answer is larger than %(limit)s MB.") % {"limit": limit})
    return bytes(body)
