"""Store: what was found becomes entries, without doubling any. Short transactions, no network."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
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
from monitor.pipeline.matching import enabled_topics

_FIELDS = (
    "source", "source_name", "url", "host", "link_key", "item_digest", "title", "summary",
    "published_on", "published_at", "date_evidence",
)  # fmt: skip
#: Sources with the items that each of them tells.
Told = Sequence[tuple[Source, Sequence[FoundItem]]]


@dataclass(frozen=True)
class ItemCounts:
    """How many items were looked at, and how many of them were new or changed."""

    seen: int = 0
    new: int = 0
    changed: int = 0


def store_items(told: Told, now: datetime) -> list[ItemCounts]:
    """Create entries for new links; let the pages of changed items be captured again.

    Gives the counts of each source. All sources together take as many statements as one.

    An item that another source found first stays that source's: only its own source may call it
    changed, or two outlets with different titles for one page would do so at every poll.
    """
    created = _create(told, now)
    changed = _changed(told, created)
    for item in chain.from_iterable(changed):
        Entry.objects.filter(link_key=item.key).update(
            title=item.title, summary=item.summary, item_digest=item.digest,
            state=Entry.State.FOUND, attempts=0, due_at=now,
            lease_token=None, lease_until=None,  # who is reading the old page may not store it
        )  # fmt: skip
    new = [_claimed(created, items) for _source, items in told]
    _match(told, new)
    return [
        ItemCounts(len(items), len(found), len(other))
        for (_source, items), found, other in zip(told, new, changed, strict=True)
    ]


def _create(told: Told, now: datetime) -> dict[str, int]:
    """Create entries for links that nobody has found yet; give their keys by those of the links."""
    today = timezone.localdate(now)
    rows = [_row(source, item, today) for source, items in told for item in items]
    created = insert_new(Entry, _FIELDS, rows, unique=("link_key",), found_at=now, due_at=now)
    return dict(created)


def _changed(told: Told, created: Container[str]) -> list[list[FoundItem]]:
    """Give what each source says otherwise than before."""
    keys = [item.key for _source, items in told for item in items if item.key not in created]
    known = _known(keys)
    return [
        [item for item in items if known.get((source.pk, item.key), item.digest) != item.digest]
        for source, items in told
    ]


def _known(keys: Sequence[str]) -> dict[tuple[int | None, str], str]:
    """The digests of what was told before, by the source and the key of the link."""
    if not keys:
        return {}
    there = Entry.objects.filter(link_key__in=keys)
    rows = there.values_list("source", "link_key", "item_digest")
    return {(source, key): digest for source, key, digest in rows}


def _claimed(created: dict[str, int], items: Sequence[FoundItem]) -> dict[int, FoundItem]:
    """Take out of what was created the items of a source; of several that tell one, the first."""
    return {created.pop(item.key): item for item in items if item.key in created}


def _match(told: Told, new: Sequence[Mapping[int, FoundItem]]) -> None:
    """Say of new entries which topics they are on."""
    topics = enabled_topics() if any(new) else ()
    rows = [
        (pk, topic.pk, words)
        for (source, _items), found in zip(told, new, strict=True)
        for pk, item in found.items()
        for texts in (Texts.of(item.title, item.summary, outlet=source.name),)
        for topic, matcher in topics
        if (words := matcher(texts)) is not None
    ]
    fields = ("entry", "topic", "words")
    insert_new(EntryMatch, fields, rows, unique=("entry", "topic"))


def _row(source: Source, item: FoundItem, today: date) -> tuple[Any, ...]:
    """Give the values of ``_FIELDS``."""
    at = item.published_at and item.published_at.astimezone(ZONE)
    evidence = []
    if item.published_on:
        said = (at or item.published_on).isoformat()
        evidence = [vars(DateEvidence("item", said, said, decided=True))]
    host = _host("/".join(item.url.split("/", 3)[:3]))
    return (
        source.pk, source.name, item.url, host, item.key, item.digest, item.title, item.summary,
        *held_back(item.published_on, at, today), evidence,
    )  # fmt: skip


#: The items of a feed nearly all lie on one host.
_host = lru_cache(maxsize=1000)(host_of)
