"""Capture: the page of an entry is read, its text and pictures kept with the page as evidence."""

from __future__ import annotations

import logging
import uuid
from datetime import datetime
from random import random
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from monitor.errors import DisallowedError, MonitorError, OwnFaultError, ParseError, SnapshotError
from monitor.grouping import group, one_at_a_time
from monitor.models import Entry, Host, Source, Topic
from monitor.net import Response
from monitor.pipeline.extract import ExtractionError, Page, extract_page
from monitor.pipeline.further_pages import Whole, whole_article
from monitor.pipeline.items import FoundItem
from monitor.pipeline.matching import store_matches
from monitor.pipeline.pages import page_fields
from monitor.pipeline.pictures import keep_pictures
from monitor.pipeline.retrieve import retrieve
from monitor.pipeline.robots import is_known, obey_robots, read_robots
from monitor.pipeline.snapshots import new_snapshot, store_snapshot
from monitor.ranking import score_entries
from monitor.schedule import CAPTURE_ATTEMPTS, LEASE, next_capture
from monitor.turns import PATIENCE, Turn, turns
from monitor.warc.captures import Pictures

logger = logging.getLogger(__name__)

_GONE = 410


def read_page(body: bytes, url: str, content_type: str = "") -> Page:
    """Read an article from a page's bytes.

    Raises:
        ParseError: no article can be read.

    """
    try:
        return extract_page(body, url, content_type)
    except ExtractionError as error:
        raise ParseError(str(error)) from error


def capture_due(most: int) -> int:
    """Read pages that are due, of hosts that may be asked now; gives how many were tried.

    Hosts with a source to be polled are left to that: pages would keep them busy without end.
    """
    for tried in range(most):
        now = timezone.now()
        busy = Host.objects.busy(now).values("pk")
        wanted = Source.objects.filter(is_enabled=True).due(now).order_by().values("host")
        free = Entry.objects.due(now).exclude(host__in=busy).exclude(host__in=wanted)
        entry_id = free.values_list("pk", flat=True).first()
        if entry_id is None:
            return tried
        capture_entry(entry_id, patience=0)
    return most


def capture_entry(entry_id: int, *, patience: float = PATIENCE) -> bool | None:
    """Read the page of an entry that is due; waits a little while its host is busy.

    True if it was read, False if not (the reason stays on the entry, which is due again later),
    None if it is not due or another worker is at it or at its host.
    """
    entry = Entry.objects.due(timezone.now()).filter(pk=entry_id).select_related("source").first()
    if entry is None:
        return None
    with turns([entry.host], patience) as held:
        if not held:
            return None
        (turn,) = held.values()
        if is_known(turn.host):
            return _capture(entry_id, turn)
        read_robots(turn.host, entry.url, allow_private=_may_be_private(entry))
    # That was this turn's request; a worker comes back for the page.
    return capture_entry(entry_id, patience=patience) if patience else None


def _may_be_private(entry: Entry) -> bool:
    return entry.source is not None and entry.source.allow_private


def _capture(entry_id: int, turn: Turn) -> bool | None:
    token = Entry.objects.claim_due(entry_id, timezone.now(), LEASE)
    if token is None:
        return None
    entry = Entry.objects.select_related("source").get(pk=entry_id)
    allow_private = _may_be_private(entry)
    try:
        obey_robots(turn.host, entry.url, allow_private=allow_private)
        response = retrieve(entry.url, allow_private=allow_private)
        page = read_page(response.body, response.url, response.content_type)
        whole = whole_article(page, response, allow_private=allow_private)
        return store_article(entry, token, whole, allow_private=allow_private)
    except MonitorError as error:
        logger.info("capture of entry %s failed: %r", entry_id, error)
        turn.heed(error)
        _fail(entry, token, error)
    except Exception:  # a fault of ours must not hold up the pages after this one
        logger.exception("capture of entry %s broke", entry_id)
        _fail(entry, token, OwnFaultError())
    return False


def store_article(entry: Entry, token: uuid.UUID, whole: Whole, *, allow_private: bool) -> bool:
    """Keep pictures, then text, matches, pages and story at once; False if the lease was lost.

    An article of which a later page is missing is kept as far as it was read, and tried again.
    """
    now = timezone.now()
    originals = Pictures(now)
    body_html, images = keep_pictures(whole.page, originals, allow_private=allow_private)
    snapshot = new_snapshot(entry, whole.answers, now, originals.revisits)
    with one_at_a_time():
        if not Entry.objects.holds(entry.pk, token):
            return False
        fields = page_fields(entry, whole, body_html, images, timezone.localdate(now))
        fields |= _to_be_tried_again(entry, whole, now)
        Entry.objects.finish(entry.pk, token, captured_at=now, **fields)
        if snapshot:
            store_snapshot(snapshot, images)
        entry.refresh_from_db()
        store_matches([entry], Topic.objects.filter(is_enabled=True))
        score_entries([entry.pk])
        group(entry)
    return True


def _to_be_tried_again(entry: Entry, whole: Whole, now: datetime) -> dict[str, Any]:
    if not whole.missing:
        return {"attempts": 0}
    attempts = entry.attempts + 1
    error = _("A later page of the article is missing: %s") % whole.error
    return {"attempts": attempts, "error": error, "due_at": next_capture(now, attempts)}


def _fail(entry: Entry, token: uuid.UUID, error: MonitorError) -> None:
    """Keep the reason; a page that was read before keeps its text.

    A fault of ours, such as a full disk, never is the last try: the page is not to blame.
    """
    attempts = entry.attempts + 1
    if isinstance(error, (OwnFaultError, SnapshotError)):
        attempts = min(attempts, CAPTURE_ATTEMPTS - 1)
    state = Entry.State.CAPTURED if entry.captured_at else Entry.State.FAILED
    jitter = random()  # noqa: S311 - no secret
    due_at = next_capture(timezone.now(), attempts, jitter=jitter, not_before=error.not_before)
    is_final = isinstance(error, DisallowedError) or error.status == _GONE
    Entry.objects.finish(
        entry.pk,
        token,
        attempts=attempts,
        error=str(error),
        state=state,
        due_at=None if is_final else due_at,
    )


def save_capture(page: Page, response: Response, *, allow_private: bool) -> Entry:
    """Make an entry of a page that was captured by hand, or bring the one of its link up to date.

    Raises:
        MonitorError: a worker is reading the same page just now.

    """
    item = FoundItem(page.url, page.title[:500])
    now = timezone.now()
    entry, _created = Entry.objects.get_or_create(
        link_key=item.key,
        defaults={
            "url": item.url,
            "title": item.title,
            "item_digest": item.digest,
            "found_at": now,
        },
    )
    token = Entry.objects.claim(entry.pk, now, LEASE)
    if token is None or not store_article(
        entry,
        token,
        whole_article(page, response, allow_private=allow_private),
        allow_private=allow_private,
    ):
        raise MonitorError(_("Another worker is reading this page just now."))
    entry.refresh_from_db()
    return entry
