"""A small threaded HTTP server for a site held in memory, with conditional requests."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.utils.http import http_date, parse_etags, parse_http_date_safe

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Resource:
    """What one path answers with; `modified` is aware."""

    content_type: str
    body: bytes
    modified: datetime

    @cached_property
    def etag(self) -> str:
        """A strong validator: the digest of the body, in quotes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


def is_unchanged(resource: Resource, headers: Message) -> bool:
    """Say whether 304 is due; If-None-Match outranks If-Modified-Since (RFC 9110, 13.2.2)."""
    if (etags := headers["If-None-Match"]) is not None:
        known = {etag.removeprefix("W/") for etag in parse_etags(etags)}
        return "*" in known or resource.etag in known
    since = parse_http_date_safe(headers["If-Modified-Since"] or "")
    return since is not None and resource.modified.timestamp() <= since


class SiteServer(ThreadingHTTPServer):
    """Serves `resources` by path, and 404 for the rest."""

    daemon_threads = False  # So that server_close() waits for the requests under way.
    resources: Mapping[str, Resource]

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep a client that hangs up from filling the terminal."""
        logger.debug("Request from %s failed", client_address, exc_info=True)


class SiteHandler(BaseHTTPRequestHandler):
    """Answers GET and HEAD, one request a connection."""

    server: SiteServer
    timeout = 5  # Seconds that a silent client may hold up the shutdown.

    def do_GET(self) -> None:
        """Answer with the resource, 304 or 404."""
        if (resource := self._answer_head()) is not None:
            self.wfile.write(resource.body)

    def do_HEAD(self) -> None:
        """Answer as GET does, without the body."""
        self._answer_head()

    def _answer_head(self) -> Resource | None:
        """Send status and headers; give the resource whose body is to follow, if any."""
        resource = self.server.resources.get(self.path.partition("?")[0])
        if resource is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        unchanged = is_unchanged(resource, self.headers)
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK)
        self.send_header("ETag", resource.etag)
        self.send_header("Last-Modified", http_date(resource.modified.timestamp()))
        if not unchanged:
            self.send_header("Content-Type", resource.content_type)
            self.send_header("Content-Length", str(len(resource.body)))
        self.end_headers()
        return None if unchanged else resource

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is inherited)
        """Log requests at debug level instead of to the terminal."""
        logger.debug(format, *args)
