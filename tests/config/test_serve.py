"""Serving: whose word about the visitor is believed."""

from __future__ import annotations

import threading
from contextlib import suppress
from urllib.request import Request, urlopen

import pytest
from waitress.server import create_server

from config.management.commands.serve import proxy_trust

FORWARDED = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}


def _visitor(environ, start_response):
    start_response("200 OK", [])
    return [f"{environ['wsgi.url_scheme']} {environ['REMOTE_ADDR']}".encode()]


def _ask() -> str:
    server = create_server(_visitor, host="127.0.0.1", port=0, **proxy_trust())

    def run() -> None:
        with suppress(OSError):  # closing takes the socket away under the loop
            server.run()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        request = Request(f"http://127.0.0.1:{server.effective_port}/", headers=FORWARDED)
        with urlopen(request, timeout=5) as response:
            visitor: bytes = response.read()
            return visitor.decode()
    finally:
        server.close()
        thread.join(5)


@pytest.mark.parametrize(
    ("header", "visitor"),
    [
        (None, "http 127.0.0.1"),
        (("HTTP_X_FORWARDED_PROTO", "https"), "https 203.0.113.9"),
    ],
)
def test_serve_believes_a_proxy_only_where_there_is_one(settings, header, visitor):
    settings.SECURE_PROXY_SSL_HEADER = header
    assert _ask() == visitor
