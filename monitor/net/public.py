"""Connections into the public internet only."""

from __future__ import annotations

import socket
from typing import Any
from urllib.parse import urlsplit

import requests
from requests_hardened.ip_filter import filter_host
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.util.connection import allowed_gai_family


class PublicAdapter(IPFilterAdapter):  # type: ignore[misc]  # the library is untyped
    """Refuses a name when any of its records is private.

    The library looks a name up once and connects to the address that it checked, but that is the
    first record alone.
    """

    def build_connection_pool_key_attributes(
        self,
        request: requests.PreparedRequest,
        verify: bool | str,
        cert: tuple[str, str] | str | None = None,
    ) -> Any:  # noqa: ANN401 - two dictionaries, of the library's own making
        """Give what the library gives.

        Raises:
            InvalidIPAddress: a record of the name is private.

        """
        for address in _records(str(request.url)):
            filter_host(address, 0, allow_loopback=False)
        return super().build_connection_pool_key_attributes(request, verify, cert)


def _records(url: str) -> set[str]:
    records = socket.getaddrinfo(
        urlsplit(url).hostname, None, family=allowed_gai_family(), type=socket.SOCK_STREAM
    )
    return {str(address[0]) for *_kind, address in records}
