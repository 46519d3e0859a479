"""Which addresses may be fetched at all, judged before a byte is sent."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from monitor.errors import AddressError

MAX_LENGTH = 2000
# Ports of mail, databases and shells: a request there is an attack, not news.
_REFUSED_PORTS = frozenset(
    {
        *range(80),
        110,
        111,
        135,
        139,
        143,
        389,
        445,
        465,
        514,
        587,
        993,
        995,
        1433,
        2049,
        3306,
        5432,
        5672,
        6379,
        9200,
        11211,
        27017,
    }
)
_FORBIDDEN = re.compile(r"[\s\x00-\x20\x7f\\\ud800-\udfff]")


def check_address(url: str) -> str:
    """Give the address back if it is a plain http(s) address.

    Raises:
        AddressError: other schemes, log-in parts, control characters, refused ports.

    """
    if len(url) > MAX_LENGTH or _FORBIDDEN.search(url):
        raise AddressError(_("The address is too long or holds blanks or control characters."))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressError(_("The address is malformed.")) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise AddressError(_("The address must begin with http:// or https:// and name a host."))
    if "@" in parts.netloc:
        raise AddressError(_("The address must not hold a user name or password."))
    if port in _REFUSED_PORTS:
        raise AddressError(_("Port %(port)s is not one of the web.") % {"port": port})
    return url


def host_of(url: str) -> str:
    """Give the name of the server, with its port where that is not the scheme's own; lower case.

    Empty for what is no address.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "")[:253]
    return host if port in {None, 80, 443} else f"{host}:{port}"


def validate_address(url: str) -> None:
    """Refuse in forms and models what :func:`check_address` refuses.

    Raises:
        ValidationError: with the reason.

    """
    try:
        check_address(url)
    except AddressError as error:
        raise ValidationError(str(error), code="address") from error
