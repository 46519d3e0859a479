"""Golden pages: an article that is known is read again; what differs tells of a redesign."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from monitor.errors import FetchError, MonitorError, ParseError, SnapshotError
from monitor.models import GoldenPage, Snapshot, Source
from monitor.net.addresses import host_of
from monitor.page_visit import read_page
from monitor.pipeline.extract import Page
from monitor.pipeline.retrieve import Validators, retrieve
from monitor.pipeline.robots import obey_robots
from monitor.schedule import LEASE
from monitor.turns import Turn, turns
from monitor.warc.captures import read_page as kept_page

logger = logging.getLogger(__name__)

#: A page is read again so often, and so often while something is wrong.
WEEKLY, DAILY = timedelta(days=7), timedelta(days=1)
#: Characters of the beginning that are compared, and of a text that says something.
OPENING, _LONG_ENOUGH = 40, 200
#: A text is another one when it is shorter or longer than so many times what it was.
_SHRUNK, _GROWN = 0.5, 2.0
#: Sources that get their page in one turn.
_PER_TURN = 20
#: Kept pages of a source that are tried.
_LOOKED_AT = 5
_GONE = frozenset({404, 410})


def choose(now: datetime) -> int:
    """Give sources without a golden page the newest page that was read of them; how many."""
    without = Source.objects.filter(golden_page=None, is_enabled=True)
    chosen = [page for source in without[:_PER_TURN] if (page := _page_of(source, now))]
    GoldenPage.objects.bulk_create(chosen, ignore_conflicts=True)
    return len(chosen)


def check(golden_id: int, *, patience: float = 0) -> str | None:
    """Read a golden page that is due again; gives what is wrong, "" for nothing.

    None if it is not due, or another worker is at it or at its host.
    """
    now = timezone.now()
    golden = GoldenPage.objects.due(now).filter(pk=golden_id).select_related("source").first()
    if golden is None:
        return None
    host = host_of(golden.url)
    with turns([host], patience) as held:
        if not held or not (token := GoldenPage.objects.claim_due(golden_id, now, LEASE)):
            return None
        fault = _look(golden, held[host])
        if fault is None:
            GoldenPage.objects.filter(pk=golden_id).delete()  # a newer one is chosen
            return None
        due_at = now + (DAILY if fault else WEEKLY)
        GoldenPage.objects.finish(golden_id, token, checked_at=now, fault=fault, due_at=due_at)
    return fault


def forget(source: Source, now: datetime) -> bool:
    """Let go of a page because the source is read well all the same; False if there is none.

    The newest page that was read takes its place at the next :func:`choose`.
    """
    deleted, _rows = GoldenPage.objects.filter(source=source).delete()
    Source.objects.filter(pk=source.pk, health=Source.Health.REDESIGNED).update(
        health=Source.Health.WORKING, health_reason="", health_since=now, is_health_told=True
    )
    return bool(deleted)


def fault_of(golden: GoldenPage, page: Page) -> str:
    """Say what of a page is read in another way than before; "" for nothing. Pure."""
    found = list(_faults(golden, page))
    if not found:
        return ""
    return _("The page %(url)s, which is known, now gives %(faults)s.") % {
        "url": golden.url, "faults": "、".join(found),
    }  # fmt: skip


def _faults(golden: GoldenPage, page: Page) -> Iterator[str]:
    text, title, day = page.body_text, page.title[:500], page.published_on
    if title != golden.title:
        yield _("the title “%(title)s”") % {"title": title}
    if day != golden.published_on:
        yield _("the date %(date)s") % {"date": day or "—"}
    if not _SHRUNK <= len(text) / max(golden.length, 1) <= _GROWN:
        lengths = {"now": len(text), "then": golden.length}
        yield _("%(now)d characters of text instead of %(then)d") % lengths
    elif golden.opening not in text:
        yield _("a text that begins otherwise")


def _look(golden: GoldenPage, turn: Turn) -> str | None:
    """Give what is wrong; None if the page is gone for good."""
    is_private = golden.source.allow_private
    try:
        obey_robots(turn.host, golden.url, allow_private=is_private)
        answer = retrieve(golden.url, allow_private=is_private, validators=Validators())
        page = read_page(answer.body, answer.url, answer.content_type)
    except ParseError as error:
        return _("The page %(url)s, which is known, cannot be read any more: %(reason)s") % {
            "url": golden.url, "reason": error,
        }  # fmt: skip
    except MonitorError as error:
        turn.heed(error)
        is_gone = isinstance(error, FetchError) and error.status in _GONE
        logger.info("golden page %s was not to be had: %r", golden.pk, error)
        return None if is_gone else golden.fault  # that a site is down says nothing of its design
    return fault_of(golden, page)


def _page_of(source: Source, now: datetime) -> GoldenPage | None:
    """Read the newest kept page of a source as it was, to have what it gave then."""
    kept = Snapshot.objects.filter(entry__source=source).order_by("-fetched_at", "-pk")
    for snapshot in kept[:_LOOKED_AT]:
        try:
            record = kept_page(snapshot.file)[0]
            page = read_page(record.body, snapshot.url, record.header("Content-Type"))
        except (SnapshotError, ParseError):
            continue
        if len(page.body_text) >= _LONG_ENOUGH:
            return GoldenPage(
                source=source, url=snapshot.url, title=page.title[:500],
                published_on=page.published_on, opening=page.body_text[:OPENING],
                length=len(page.body_text), due_at=now + WEEKLY,
            )  # fmt: skip
    return None
