"""Capture: the page of an entry is read, its text and pictures kept with the page as evidence.

As sources are, pages are taken in groups, one of each host, and asked for side by side.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from random import random, sample
from typing import Any

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from monitor.errors import DisallowedError, MonitorError, OwnFaultError, SnapshotError
from monitor.grouping import group, one_at_a_time
from monitor.lanes import SOUND
from monitor.models import Entry, Host, Source, Topic
from monitor.net import Response
from monitor.page_visit import Gathered, PageVisit, RobotsVisit, with_pictures
from monitor.pipeline.extract import Page
from monitor.pipeline.further_pages import Whole, whole_article
from monitor.pipeline.items import FoundItem
from monitor.pipeline.matching import store_matches
from monitor.pipeline.pages import page_fields
from monitor.pipeline.pictures import NOTHING
from monitor.pipeline.robots import is_known
from monitor.pipeline.snapshots import new_snapshot, store_snapshot
from monitor.ranking import score_entries
from monitor.schedule import CAPTURE_ATTEMPTS, LEASE, next_capture
from monitor.turns import PATIENCE, rest, turns

logger = logging.getLogger(__name__)

#: Pages taken at once: a few queries for many; drawn from so many that have waited longest, so that
#: workers that look at the same moment seldom want the same.
GROUP, _DRAWN_FROM = 13, 100
_GONE = 410

Visit = PageVisit | RobotsVisit


def capture_due(most: int) -> int:
    """Read pages that are due, of hosts that may be asked now; gives how many were tried.

    Hosts with a source to be polled are left to that: pages would keep them busy without end.
    """
    tried = 0
    while tried < most and (chosen := _next(min(GROUP, most - tried))):
        SOUND.ask(_begin(chosen), _settle, _give_back)
        tried += len(chosen)
    return tried


def capture_entry(entry_id: int, *, patience: float = PATIENCE) -> bool | None:
    """Read the page of an entry that is due; waits a little while its host is busy.

    True if it was read, False if not (the reason stays on the entry, which is due again later),
    None if it is not due or another worker is at it or at its host.
    """
    visits = _begin([entry_id], patience)
    for visit in visits:
        visit.ask()
    (read,) = _settle(visits) or [None]
    if any(isinstance(visit, RobotsVisit) for visit in visits):
        # That was this turn's request; now comes the page's.
        return capture_entry(entry_id, patience=patience) if patience else None
    return read


def _next(most: int) -> list[int]:
    """Draw the next pages: one of each host that may be asked, of those that wait longest."""
    now = timezone.now()
    busy = Host.objects.busy(now).values("pk")
    wanted = Source.objects.filter(is_enabled=True).due(now).order_by().values("host")
    free = Entry.objects.due(now).exclude(host__in=busy).exclude(host__in=wanted)
    by_host = free.order_by().values("host").annotate(first=Min("pk"), since=Min("due_at"))
    waiting = by_host.order_by("since", "first").values_list("first", flat=True)
    longest = list(waiting[:_DRAWN_FROM])
    return sample(longest, min(most, len(longest)))


def _begin(entry_ids: Collection[int], patience: float = 0) -> list[Visit]:
    """Take those of the pages that are due, and the turns of their hosts, if nobody else has.

    Of a host whose robots.txt is not known that is read first, and the page stays due.
    """
    now = timezone.now()
    waiting = Entry.objects.due(now).filter(pk__in=entry_ids).select_related("source")
    by_host = {entry.host: entry for entry in waiting}
    with turns(by_host, patience) as held:
        now = timezone.now()
        strange = [name for name in held if not is_known(held[name].host)]
        visits: list[Visit] = [RobotsVisit(by_host[name], held.pop(name)) for name in strange]
        known = [by_host[name].pk for name in held]
        taken = Entry.objects.claim_all(known, now, LEASE).select_related("source")
        return visits + [
            PageVisit(entry, entry.lease_token, held.pop(entry.host))
            for entry in taken
            if entry.lease_token
        ]


def _settle(visits: Sequence[Visit]) -> list[bool | None]:
    """Store what came of each visit, and let the hosts rest; True: the page was read."""
    try:
        return [_store(visit) if isinstance(visit, PageVisit) else None for visit in visits]
    finally:
        rest([visit.turn for visit in visits])


def _store(visit: PageVisit) -> bool:
    """Store what was gathered, or why nothing was; a fault of ours holds up no other page."""
    result = visit.result
    if isinstance(result, Gathered):
        try:
            return store_article(visit.entry, visit.token, result)
        except MonitorError as error:
            logger.info("storing entry %s failed: %r", visit.entry.pk, error)
            result = error
        except Exception:
            logger.exception("storing entry %s broke", visit.entry.pk)
            result = OwnFaultError()
    _fail(visit.entry, visit.token, result)
    return False


def _give_back(visits: Sequence[Visit]) -> None:
    """Leave pages due that no thread was free for."""
    for visit in visits:
        if isinstance(visit, PageVisit):
            Entry.objects.finish(visit.entry.pk, visit.token)
    rest([visit.turn for visit in visits])


def store_article(entry: Entry, token: uuid.UUID, gathered: Gathered) -> bool:
    """Keep text, matches, pages and story at once; False if the lease was lost.

    An article of which a later page is missing is kept as far as it was read, and tried again.

    Raises:
        SnapshotError: the pages cannot be kept.

    """
    now, whole, images = gathered.at, gathered.whole, gathered.images
    snapshot = new_snapshot(entry, whole.answers, now, gathered.revisits)
    with one_at_a_time():
        if not Entry.objects.holds(entry.pk, token):
            return False
        fields = page_fields(entry, whole, gathered.body_html, images, timezone.localdate(now))
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


def save_capture(
    page: Page,
    response: Response,
    *,
    allow_private: bool,
    brought: Mapping[str, Response] = NOTHING,
) -> Entry:
    """Make an entry of a page that was captured by hand, or bring the one of its link up to date.

    Pictures that were ``brought`` with it, by their addresses, are not fetched.

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
        with_pictures(
            whole_article(page, response, allow_private=allow_private),
            allow_private=allow_private,
            brought=brought,
        ),
    ):
        raise MonitorError(_("Another worker is reading this page just now."))
    entry.refresh_from_db()
    return entry
