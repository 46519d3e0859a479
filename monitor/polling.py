"""Polling: Source → Entry. One attempt at one source, by one worker at a time."""

from __future__ import annotations

import logging
import time
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from monitor.errors import FetchError, MonitorError, OwnFaultError
from monitor.models import Poll, Source
from monitor.net import Response
from monitor.pipeline.items import FoundItem
from monitor.pipeline.listing import Selectors, parse_listing
from monitor.pipeline.parse import parse_feed
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
        items = _parse(source, response) if response else ()
        _succeed(source, poll, token, response, items)
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


def _parse(source: Source, response: Response) -> tuple[FoundItem, ...]:
    if source.kind == Source.Kind.FEED:
        return parse_feed(response.body, response.url, response.content_type)
    selectors = Selectors(
        item=source.item_selector,
        link=source.link_selector,
        title=source.title_selector,
        date=source.date_selector,
    )
    return parse_listing(response.body, response.url, selectors, response.content_type)


def _succeed(
    source: Source,
    poll: Poll,
    token: uuid.UUID,
    response: Response | None,
    items: tuple[FoundItem, ...],
) -> None:
    now = timezone.now()
    changes: dict[str, Any] = {"last_success_at": now, "failures": 0, "last_error": ""}
    poll.status, poll.http_status = Poll.Status.NOT_MODIFIED, 304
    if response:
        poll.status, poll.http_status = Poll.Status.OK, response.status
        changes |= vars(Validators.of(response))
    with transaction.atomic():
        if not Source.objects.holds(source.pk, token):
            poll.status = Poll.Status.ABANDONED
            return
        counts = store_items(source, items, now)
        _finish(source, token, now, changes)
    poll.seen, poll.new, poll.changed = counts.seen, counts.new, counts.changed


def _fail(source: Source, poll: Poll, token: uuid.UUID, error: MonitorError) -> None:
    """Keep the reason on the row. The validators go, so that the next poll is a full one."""
    poll.status, poll.error = Poll.Status.FAILED, str(error)
    poll.http_status = error.status if isinstance(error, FetchError) else None
    changes = {"failures": source.failures + 1, "last_error": str(error)}
    _finish(source, token, timezone.now(), changes | vars(Validators()))


def _finish(source: Source, token: uuid.UUID, now: datetime, changes: dict[str, Any]) -> None:
    interval = timedelta(minutes=source.interval_minutes)
    due_at = next_poll(now, interval, changes["failures"])
    Source.objects.finish(source.pk, token, last_polled_at=now, due_at=due_at, **changes)


def close_abandoned_polls(now: datetime) -> int:
    """Mark attempts whose worker died; their sources are due again when the lease runs out."""
    lost = Poll.objects.filter(status=Poll.Status.RUNNING, started_at__lte=now - LEASE)
    return lost.update(status=Poll.Status.ABANDONED)
