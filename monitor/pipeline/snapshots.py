"""A page's bytes, kept as evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from monitor.models import Entry, Snapshot

_KEPT_HEADERS = ("Date", "Content-Type", "Last-Modified", "ETag", "Server")


def store_snapshot(
    entry: Entry, url: str, body: bytes, headers: Mapping[str, str], now: datetime
) -> None:
    """Keep a page's bytes, once per content."""
    fields = Snapshot.of(body)
    Snapshot.objects.get_or_create(
        entry=entry,
        sha256=fields["sha256"],
        defaults=fields
        | {
            "url": url,
            "fetched_at": now,
            "headers": {name: headers[name] for name in _KEPT_HEADERS if name in headers},
        },
    )
