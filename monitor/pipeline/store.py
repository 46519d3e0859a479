"""Store: what was found becomes entries, without doubling any. Short transactions, no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone

from monitor.models import Entry, EntryMatch, Source
from monitor.net.addresses import host_of
from monitor.pipeline.bulk import insert_new
from monitor.pipeline.extract import DateEvidence
from monitor.pipeline.extract.evidence import held_back
from monitor.pipeline.extract.moments import ZONE
from monitor.pipeline.items import FoundItem
from monitor.pipeline.match import Texts
from monitor.pipeline.matching import EnabledTopics

_FIELDS = (
    "url", "host", "link_key", "item_digest", "title", "summary",
    "published_on", "published_at", "date_evidence",
)  # fmt: skip


@dataclass(frozen=True)
class ItemCounts:
    """How many items were looked at, and how many of them were new or changed."""

    seen: int = 0
    new: int = 0
    changed: int = 0


def store_items(
    source: Source,
    items: Sequence[FoundItem],
    now: datetime,
    topics: EnabledTopics | None = None,
) -> ItemCounts:
    """Create entries for new links; let the pages of changed items be captured again.

    Who stores the items of several sources reads the ``topics`` once for all.

    An item that another source found first stays that source's: only its own source may call it
    changed, or two outlets with different titles for one page would do so at every poll.
    """
    new = _create(source, items, now)
    known = _known(source, [item.key for item in items if item.key not in new])
    changed = [item for item in items if known.get(item.key, item.digest) != item.digest]
    for item in changed:
        Entry.objects.filter(link_key=item.key).update(
            title=item.title, summary=item.summary, item_digest=item.digest,
            state=Entry.State.FOUND, attempts=0, due_at=now,
            lease_token=None, lease_until=None,  # who is reading the old page may not store it
        )  # fmt: skip
    found = {new[item.key]: item for item in items if item.key in new}
    _match(source, found, topics or EnabledTopics())
    return ItemCounts(seen=len(items), new=len(new), changed=len(changed))


def _create(source: Source, items: Sequence[FoundItem], now: datetime) -> dict[str, int]:
    """Create entries for links that nobody has found yet; give their keys by those of the links."""
    today = timezone.localdate(now)
    created = insert_new(
        Entry, _FIELDS, [_row(item, today) for item in items], unique=("link_key",),
        source=source.pk, source_name=source.name, found_at=now, due_at=now,
    )  # fmt: skip
    return dict(created)


def _known(source: Source, keys: Sequence[str]) -> dict[str, str]:
    """The digests of what the source has told before, by the keys of its links."""
    if not keys:
        return {}
    there = Entry.objects.filter(source=source, link_key__in=keys)
    return dict(there.values_list("link_key", "item_digest"))


def _match(source: Source, found: Mapping[int, FoundItem], topics: EnabledTopics) -> None:
    """Say of new entries which topics they are on."""
    rows = [
        (pk, topic.pk, words)
        for pk, item in found.items()
        for texts in (Texts.of(item.title, item.summary, outlet=source.name),)
        for topic, matcher in topics.matchers
        if (words := matcher(texts)) is not None
    ]
    fields = ("entry", "topic", "words")
    insert_new(EntryMatch, fields, rows, unique=("entry", "topic"))


def _row(item: FoundItem, today: date) -> tuple[Any, ...]:
    """Give the values of ``_FIELDS``."""
    at = item.published_at and item.published_at.astimezone(ZONE)
    evidence = []
    if item.published_on:
        said = (at or item.published_on).isoformat()
        evidence = [vars(DateEvidence("item", said, said, decided=True))]
    host = _host("/".join(item.url.split("/", 3)[:3]))
    return (
        item.url, host, item.key, item.digest, item.title, item.summary,
        *held_back(item.published_on, at, today), evidence,
    )  # fmt: skip


#: The items of a feed nearly all lie on one host.
_host = lru_cache(maxsize=1000)(host_of)
