"""Polling: Source → Entry. One attempt at one source, by one worker at a time."""

from __future__ import annotations

import hashlib
import logging
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from monitor.errors import FetchError, MonitorError, OwnFaultError
from monitor.models import Poll, Source
from monitor.net import Response
from monitor.pipeline.items import FoundItem
from monitor.pipeline.listing import Selectors, parse_listing
from monitor.pipeline.parse import found_items, read_feed
from monitor.pipeline.retrieve import Validators, retrieve
from monitor.pipeline.store import store_items
from monitor.schedule import LEASE, next_poll

logger = logging.getLogger(__name__)


def poll_source(source_id: int, *, due_only: bool = True) -> Poll | None:
    """Poll a source now and store what is new.

    Gives the attempt's record, failed ones too; None if the source is not due or not enabled
    (unless ``due_only`` is False), is gone, or another worker is at it.
    """
    now = timezone.now()
    token = (
        Source.objects.filter(is_enabled=True).claim_due(source_id, now, LEASE)
        if due_only
        else Source.objects.claim(source_id, now, LEASE)
    )
    if token is None:
        return None
    source = Source.objects.get(pk=source_id)
    poll = Poll.objects.create(source=source, started_at=now)
    begun = time.monotonic()
    try:
        response = _retrieve(source)
        digest = _digest(source, response) if response else source.body_digest
        if response and digest != source.body_digest:
            _store(source, poll, token, response, digest)
        else:
            _note_unchanged(source, poll, token, response)
    except MonitorError as error:
        logger.info("poll of source %s failed: %r", source_id, error)
        _fail(source, poll, token, error)
    except Exception:  # a fault of ours must not hold up the sources after this one
        logger.exception("poll of source %s broke", source_id)
        _fail(source, poll, token, OwnFaultError())
    poll.seconds = round(time.monotonic() - begun, 3)
    _keep(poll)
    return poll


def _keep(poll: Poll) -> None:
    """Save the attempt, unless its source was deleted in the meantime."""
    fields = ("seconds", "status", "http_status", "seen", "new", "changed", "error")
    Poll.objects.filter(pk=poll.pk).update(**{name: getattr(poll, name) for name in fields})


def _retrieve(source: Source) -> Response | None:
    return retrieve(
        source.url,
        allow_private=source.allow_private,
        validators=Validators(source.etag, source.last_modified),
    )


@dataclass(frozen=True)
class _Harvest:
    """The items to look at, of how many, and for feeds the digests of all of them."""

    items: tuple[FoundItem, ...]
    seen: int
    told: list[str] = field(default_factory=list)


def _parse(source: Source, response: Response) -> _Harvest:
    body, url, content_type = response.body, response.url, response.content_type
    if source.kind == Source.Kind.LISTING:
        rows = parse_listing(body, url, _selectors(source), content_type)
        return _Harvest(rows, len(rows))
    told = {item.digest(url): item for item in read_feed(body, url, content_type)}
    known = frozenset(source.told)
    fresh = [item for digest, item in told.items() if digest not in known]
    return _Harvest(found_items(fresh, url), len(told), list(told))


def _selectors(source: Source) -> Selectors:
    return Selectors(
        item=source.item_selector,
        link=source.link_selector,
        title=source.title_selector,
        date=source.date_selector,
    )


def _digest(source: Source, response: Response) -> str:
    """What tells that the same bytes would be read in the same way again."""
    how = (source.kind, response.url, response.content_type, *vars(_selectors(source)).values())
    return hashlib.sha256("\n".join(how).encode() + b"\n" + response.body).hexdigest()


def _store(source: Source, poll: Poll, token: uuid.UUID, response: Response, digest: str) -> None:
    harvest = _parse(source, response)
    changes = vars(Validators.of(response)) | {"body_digest": digest, "told": harvest.told}
    poll.status, poll.http_status = Poll.Status.OK, response.status
    now = timezone.now()
    with transaction.atomic():
        if not Source.objects.holds(source.pk, token):
            poll.status = Poll.Status.ABANDONED
            return
        counts = store_items(source, harvest.items, now)
        _succeed(source, token, now, changes)
    poll.seen, poll.new, poll.changed = harvest.seen, counts.new, counts.changed


def _note_unchanged(
    source: Source, poll: Poll, token: uuid.UUID, response: Response | None
) -> None:
    """Store nothing but the time: the server says 304, or sent the same bytes as the last time."""
    poll.status, poll.http_status = Poll.Status.NOT_MODIFIED, response.status if response else 304
    changes = vars(Validators.of(response)) if response else {}
    if not _succeed(source, token, timezone.now(), changes):
        poll.status = Poll.Status.ABANDONED


def _succeed(source: Source, token: uuid.UUID, now: datetime, changes: dict[str, Any]) -> bool:
    success = {"last_success_at": now, "failures": 0, "last_error": ""}
    return _finish(source, token, now, success | changes)


def _fail(source: Source, poll: Poll, token: uuid.UUID, error: MonitorError) -> None:
    """Keep the reason on the row. What tells of no change goes, so that the next poll is full."""
    poll.status, poll.error = Poll.Status.FAILED, str(error)
    poll.http_status = error.status if isinstance(error, FetchError) else None
    changes = {"failures": source.failures + 1, "last_error": str(error)}
    _finish(
        source,
        token,
        timezone.now(),
        changes | vars(Validators()) | {"body_digest": "", "told": []},
    )


def _finish(source: Source, token: uuid.UUID, now: datetime, changes: dict[str, Any]) -> bool:
    interval = timedelta(minutes=source.interval_minutes or 60)
    due_at = next_poll(now, interval, changes["failures"])
    return Source.objects.finish(source.pk, token, last_polled_at=now, due_at=due_at, **changes)


def close_abandoned_polls(now: datetime) -> int:
    """Mark attempts whose worker died; their sources are due again when the lease runs out."""
    lost = Poll.objects.filter(status=Poll.Status.RUNNING, started_at__lte=now - LEASE)
    return lost.update(status=Poll.Status.ABANDONED)
