"""Store: what was found becomes entries, without doubling any. Short transactions, no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from monitor.models import Entry, EntryMatch, Source, Topic
from monitor.pipeline.extract import DateEvidence
from monitor.pipeline.extract.evidence import held_back
from monitor.pipeline.items import FoundItem
from monitor.pipeline.matching import matches_of


@dataclass(frozen=True)
class ItemCounts:
    """How many items were looked at, and how many of them were new or changed."""

    seen: int = 0
    new: int = 0
    changed: int = 0


def store_items(source: Source, items: Sequence[FoundItem], now: datetime) -> ItemCounts:
    """Create entries for new links; let the pages of changed items be captured again.

    An item that another source found first stays that source's: only its own source may call it
    changed, or two outlets with different titles for one page would do so at every poll.
    """
    if not items:
        return ItemCounts()
    known = _known(items)
    new = [_entry(source, item, now) for item in items if item.key not in known]
    changed = [item for item in items if _is_changed(item, source, known.get(item.key))]
    for item in changed:
        Entry.objects.filter(link_key=item.key).update(
            title=item.title, summary=item.summary, item_digest=item.digest,
            state=Entry.State.FOUND, attempts=0, due_at=now,
            lease_token=None, lease_until=None,  # who is reading the old page may not store it
        )  # fmt: skip
    if new:
        Entry.objects.bulk_create(new, ignore_conflicts=True)
        _match_new(new)
    return ItemCounts(seen=len(items), new=len(new), changed=len(changed))


def _known(items: Sequence[FoundItem]) -> dict[str, tuple[int | None, str]]:
    """The source and the digest of those that are there already, by link key."""
    there = Entry.objects.filter(link_key__in=[item.key for item in items])
    rows = there.values_list("link_key", "source_id", "item_digest")
    return {key: (source, digest) for key, source, digest in rows}


def _is_changed(item: FoundItem, source: Source, known: tuple[int | None, str] | None) -> bool:
    return known is not None and known[0] == source.pk and known[1] != item.digest


def _match_new(entries: Sequence[Entry]) -> None:
    """Match entries that were just created in bulk, which leaves them without their keys."""
    found = matches_of(entries, Topic.objects.filter(is_enabled=True))
    if not found:
        return
    created = Entry.objects.filter(link_key__in={row.entry.link_key for row in found})
    keys = dict(created.values_list("link_key", "pk"))
    for row in found:
        row.entry.pk = keys[row.entry.link_key]
    EntryMatch.objects.bulk_create(found, ignore_conflicts=True)


def _entry(source: Source, item: FoundItem, now: datetime) -> Entry:
    return Entry(
        source=source, url=item.url, link_key=item.key, item_digest=item.digest,
        title=item.title, source_name=source.name, summary=item.summary,
        found_at=now, due_at=now, **_published(item, now),
    )  # fmt: skip


def _published(item: FoundItem, now: datetime) -> dict[str, Any]:
    """Give the date of an item, and what it said as evidence; no date lies in the future."""
    if item.published_on is None:
        return {}
    at = item.published_at and timezone.localtime(item.published_at)
    said = (at or item.published_on).isoformat()
    evidence = DateEvidence("item", said, said, decided=True)
    on, at = held_back(item.published_on, at, timezone.localdate(now))
    return {"published_on": on, "published_at": at, "date_evidence": [vars(evidence)]}
