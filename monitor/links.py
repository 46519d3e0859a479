"""Watched links: those that were printed, or are about to be, are looked up now and then.

Who prints them says which (:func:`watch`); what became of each stays on its row.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from monitor.errors import DisallowedError, FetchError, MonitorError, OwnFaultError
from monitor.models import WatchedLink
from monitor.net import Response
from monitor.net.addresses import host_of
from monitor.pipeline.landing import is_elsewhere, shows
from monitor.pipeline.retrieve import Validators, retrieve
from monitor.pipeline.robots import obey_robots
from monitor.schedule import LEASE, next_link_check
from monitor.turns import PATIENCE, Turn, turns

logger = logging.getLogger(__name__)

State = WatchedLink.State
_GONE = frozenset({404, 410})


@dataclass(frozen=True)
class Watched:
    """A link to be watched: the headline of its page, and how many days lie between two looks."""

    url: str
    title: str
    entry_id: int | None
    every_days: int


def watch(wanted: Iterable[Watched], now: datetime) -> None:
    """Watch these links and no others; new ones are due one a minute, however many are printed."""
    frequent_last = sorted(wanted, key=lambda each: -each.every_days)
    by_key = {WatchedLink.key_of(each.url): each for each in frequent_last}
    with transaction.atomic():
        there = {link.key: link for link in WatchedLink.objects.all()}
        gone = [link.pk for key, link in there.items() if key not in by_key]
        WatchedLink.objects.filter(pk__in=gone).delete()
        new = [key for key in by_key if key not in there]
        WatchedLink.objects.bulk_create(
            (
                WatchedLink(key=key, due_at=now + timedelta(minutes=minute), **asdict(by_key[key]))
                for minute, key in enumerate(new)
            ),
            ignore_conflicts=True,
        )
        for key in by_key.keys() & there.keys():
            _update(there[key], by_key[key])


def _update(link: WatchedLink, wanted: Watched) -> None:
    fields = asdict(wanted)
    if any(getattr(link, name) != value for name, value in fields.items()):
        WatchedLink.objects.filter(pk=link.pk).update(**fields, **asdict(Validators()))


def check_links(ids: Iterable[int], *, due_only: bool) -> Iterator[WatchedLink]:
    """Look links up one after the other, each when its host may be asked again."""
    for pk in ids:
        if checked := check_link(pk, due_only=due_only, patience=PATIENCE):
            yield checked


def check_link(link_id: int, *, due_only: bool = True, patience: float = 0) -> WatchedLink | None:
    """Look a link up; ``patience``: seconds to wait while its host is busy or rests.

    None if it is not due (unless ``due_only`` is False) or is gone, or if another worker is at it
    or at its host: then it stays due.
    """
    now = timezone.now()
    links = WatchedLink.objects.filter(due_at__lte=now) if due_only else WatchedLink.objects.all()
    if (wanted := links.filter(pk=link_id).first()) is None:
        return None
    host = host_of(wanted.url)
    with turns([host], patience) as held:
        if not held or not (token := links.claim(link_id, now, LEASE)):
            return None
        link = WatchedLink.objects.select_related("entry__source").get(pk=link_id)
        _settle(link, token, held[host], now)
    link.refresh_from_db()
    return link


def _settle(link: WatchedLink, token: uuid.UUID, turn: Turn, now: datetime) -> None:
    """Ask, and keep what came of it."""
    found: dict[str, Any] = {"failures": 0, "error": "", "moved_to": ""} | _look(link, turn)
    since = now if found["state"] != link.state else link.since
    due_at = next_link_check(now, link.every_days, found["failures"])
    links = WatchedLink.objects
    links.finish(link.pk, token, checked_at=now, since=since, due_at=due_at, **found)


def _look(link: WatchedLink, turn: Turn) -> dict[str, Any]:
    """Give the fields that the answer decides."""
    allow_private = bool(link.entry and link.entry.source and link.entry.source.allow_private)
    known = Validators(link.etag, link.last_modified)
    try:
        obey_robots(turn.host, link.url, allow_private=allow_private)
        answer = retrieve(link.url, allow_private=allow_private, validators=known)
    except DisallowedError as error:  # nothing is known of the page, so nothing changes
        return {"state": link.state, "error": str(error)}
    except MonitorError as error:
        turn.heed(error)
        gone = isinstance(error, FetchError) and error.status in _GONE
        return _failed(link, State.DEAD if gone else State.UNREACHABLE, error)
    except Exception:  # a fault of ours must not hold up the links after this one
        logger.exception("check of link %s broke", link.pk)
        return _failed(link, State.UNREACHABLE, OwnFaultError())
    if answer.status == 304:
        return {"state": link.state, "moved_to": link.moved_to}
    return _landed(link, answer) | asdict(Validators.of(answer))


def _failed(link: WatchedLink, state: State, error: MonitorError) -> dict[str, Any]:
    """Keep the reason; what tells of no change goes, so that the next look is a full one."""
    failures = min(link.failures + 1, 1000)
    return {"state": state, "error": str(error), "failures": failures} | asdict(Validators())


def _landed(link: WatchedLink, answer: Response) -> dict[str, Any]:
    moved_to = answer.url if is_elsewhere(link.url, answer.url) else ""
    if not shows(answer, link.title):
        return {"state": State.CHANGED, "moved_to": moved_to}
    return {"state": State.MOVED if moved_to else State.OK, "moved_to": moved_to}
