"""One guarded HTTP GET: public addresses only, redirects checked, time and size limited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from http.client import HTTPException
from ssl import SSLError
from threading import BoundedSemaphore
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from requests import RequestException
from requests.structures import CaseInsensitiveDict
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError
from urllib3.exceptions import SSLError as UrllibSSLError
from urllib3.exceptions import TimeoutError as ReadTimeoutError
from urllib3.util import parse_url

from monitor.errors import AddressError, FetchError, MonitorError
from monitor.net.addresses import check_address
from monitor.net.connections import Deadline, open_connection
from monitor.net.unpacking import unpacked

MAX_BYTES = 10 * 1024 * 1024
MAX_REDIRECTS = 5
CONNECT_SECONDS = 10
TOTAL_SECONDS = 20
_CHUNK = 64 * 1024
#: Bodies above this size are received only so many at a time, to bound the memory of the process.
_LARGE = 1024 * 1024
_room_for_large = BoundedSemaphore(2)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_OWN_HEADERS = {"Accept": "*/*", "Accept-Encoding": "gzip, deflate", "Connection": "close"}
#: Never sent on to another host: they speak of an answer that the other host did not give.
_VALIDATORS = frozenset({"if-none-match", "if-modified-since"})

#: The headers of an answer, by names of any case.
Headers = CaseInsensitiveDict[str]


@dataclass(frozen=True)
class Response:
    """What a server answered; ``url`` is the address after redirects, ``body`` is decoded.

    ``moved_to`` is the address that stands in for the one asked for, as far as it moved for good.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=Headers)
    body: bytes = b""
    moved_to: str = ""

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
    cut: bool = False,
) -> Response:
    """GET an address and follow at most five redirects, each checked like the first.

    ``cut``: of a body that is larger than ``max_bytes`` its beginning will do.

    Raises:
        AddressError: the address, or one it leads to, may not be fetched.
        FetchError: no answer, a broken or too large one, or too many redirects.

    """
    deadline = Deadline(TOTAL_SECONDS, CONNECT_SECONDS)
    public = not (allow_private or settings.MONITOR_ALLOW_PRIVATE)
    check_address(url)
    sent = _OWN_HEADERS | {"User-Agent": settings.MONITOR_USER_AGENT} | dict(headers or {})
    moved_to, is_moved = "", True
    for _hop in range(MAX_REDIRECTS + 1):
        answer = _get(url, sent, deadline, max_bytes, public=public, cut=cut)
        location = answer.headers.get("Location", "")
        if answer.status not in _REDIRECTS or not location:
            return replace(answer, moved_to=moved_to)
        target = _target(url, location)
        is_moved = is_moved and answer.status in _PERMANENT
        moved_to = target if is_moved else moved_to
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


def _get(
    url: str,
    headers: Mapping[str, str],
    deadline: Deadline,
    max_bytes: int,
    *,
    public: bool,
    cut: bool,
) -> Response:
    try:
        target = parse_url(url)  # foreign letters become what the protocol wants
        with closing(open_connection(target, deadline, public=public)) as connection:
            connection.request("GET", target.request_uri, headers=headers, preload_content=False)
            with closing(connection.getresponse()) as answer:
                is_wanted = answer.status not in _REDIRECTS
                body = _read(answer, deadline, max_bytes, cut=cut) if is_wanted else b""
                return Response(url, answer.status, _clean(answer.headers), body)
    except (RequestException, HTTPError, HTTPException, ValueError, OSError) as error:
        raise _failure(error) from error


def _failure(error: Exception) -> MonitorError:
    if isinstance(error, InvalidIPAddress):
        return AddressError(_("The address leads into a private network and is not fetched."))
    if isinstance(error, (TimeoutError, ReadTimeoutError)):
        return FetchError(_("The server did not answer in time."))
    if isinstance(error, (SSLError, UrllibSSLError)):
        return FetchError(_("The server's certificate could not be verified."))
    return FetchError(_("The server could not be reached, or broke off."))


def _clean(headers: Mapping[str, str]) -> Headers:
    """Give headers as they may be stored: PostgreSQL keeps no NUL."""
    return Headers({name: value.replace("\0", "") for name, value in headers.items()})


def _read(answer: HTTPResponse, deadline: Deadline, max_bytes: int, *, cut: bool) -> bytes:
    """Read the decoded body, as it comes in, up to the limit."""
    body = bytearray()
    pieces = iter(lambda: answer.read1(_CHUNK, decode_content=False), b"")
    with ExitStack() as room:
        for piece in unpacked(pieces, answer.headers.get("Content-Encoding", "")):
            if len(body) <= _LARGE < len(body) + len(piece):
                room.enter_context(_room(deadline))
            body += piece
            if len(body) > max_bytes:
                if cut:
                    return bytes(body[:max_bytes])
                body.clear()  # which the error's traceback would keep
                limit = max_bytes // (1024 * 1024)
                raise FetchError(_("The answer is larger than %(limit)s MB.") % {"limit": limit})
    return bytes(body)


@contextmanager
def _room(deadline: Deadline) -> Iterator[None]:
    """Have room for a large body, as soon as another one is done.

    Raises:
        TimeoutError: there was none in time.

    """
    if not _room_for_large.acquire(timeout=deadline.left()):
        raise TimeoutError
    try:
        yield
    finally:
        _room_for_large.release()
