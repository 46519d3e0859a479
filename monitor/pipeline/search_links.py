"""Results of searches: the page behind a link that first leads through the engine's counter."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode
from urllib.parse import parse_qsl, urlsplit

from monitor.errors import AddressError
from monitor.net.addresses import check_address, host_of


def real_link(url: str, engine: str) -> str:
    """Give the address that a link on the engine's own site carries, else the link itself.

    It stands in an argument, as it is or in base64 behind two letters as Bing writes it.
    """
    site = _site(host_of(engine))
    if _site(host_of(url)) != site:
        return url
    for _name, value in parse_qsl(urlsplit(url).query):
        for candidate in (value, _decoded(value[2:])):
            if candidate.startswith(("http://", "https://")) and _leads_out(candidate, site):
                return candidate
    return url


def _leads_out(url: str, site: str) -> bool:
    try:
        return _site(host_of(check_address(url))) != site
    except AddressError:
        return False


def _site(host: str) -> str:
    """Give the last two names of a host: engines count under other names of their own."""
    return ".".join(host.split(".")[-2:])


def _decoded(value: str) -> str:
    try:
        return urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode()
    except (binascii.Error, ValueError):
        return ""
