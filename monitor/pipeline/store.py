"""Store: what was found becomes rows, without doubling any. Short transactions, no network."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from monitor.models import Entry, EntryMatch, Snapshot, Source, Topic
from monitor.pipeline.extract import DateEvidence, Page
from monitor.pipeline.items import FoundItem
from monitor.pipeline.match import TopicWords, match, words_of

_KEPT_HEADERS = ("Date", "Content-Type", "Last-Modified", "ETag", "Server")


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
    found = _matches(entries, Topic.objects.filter(is_enabled=True))
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
    """Give the date of an item; one in the future is held back to today, and kept as evidence."""
    today = timezone.localdate(now)
    if item.published_on is None or item.published_on <= today:
        return {"published_on": item.published_on, "published_at": item.published_at}
    said = (item.published_at or item.published_on).isoformat()
    evidence = DateEvidence("future", said, said)
    return {"published_on": today, "date_evidence": [vars(evidence)]}


def page_fields(page: Page, body_html: str, images: list[dict[str, str]]) -> dict[str, Any]:
    """Give an entry's fields from its page; a field the page doesn't show keeps what is known."""
    shown = {"title": page.title[:500], "source_name": page.source_name[:100]}
    fields = _read_fields(page, body_html, images)
    fields |= {name: value for name, value in shown.items() if value}
    if page.published_on:
        fields |= {"published_on": page.published_on, "published_at": page.published_at}
    return fields


def _read_fields(page: Page, body_html: str, images: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "body_html": body_html,
        "body_text": page.body_text,
        "text_digest": text_digest(page.body_text),
        "charset": page.charset,
        "images": images,
        "date_evidence": [vars(evidence) for evidence in page.date_evidence],
        "state": Entry.State.CAPTURED,
        "error": "",
        "due_at": None,
    }


def text_digest(text: str) -> str:
    """Give the SHA-256 of a text without white space and width variants; empty for no text."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    return hashlib.sha256(bare.encode("utf-8", "replace")).hexdigest() if bare else ""


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


def store_matches(entries: Iterable[Entry], topics: Iterable[Topic]) -> None:
    """Match entries against topics anew; what they matched before of these topics is replaced."""
    chosen, wanted = list(entries), list(topics)
    found = _matches(chosen, wanted)
    with transaction.atomic():
        EntryMatch.objects.filter(entry__in=chosen, topic__in=wanted).delete()
        # Another worker may be matching the same entries.
        EntryMatch.objects.bulk_create(found, ignore_conflicts=True)


def _matches(entries: Iterable[Entry], topics: Iterable[Topic]) -> list[EntryMatch]:
    wanted = [(topic, _topic_words(topic)) for topic in topics]
    return [
        EntryMatch(entry=entry, topic=topic, words=list(words))
        for entry in entries
        for topic, topic_words in wanted
        if (words := match(topic_words, entry.title, entry.summary, entry.body_text))
    ]


def _topic_words(topic: Topic) -> TopicWords:
    return TopicWords(
        must=words_of(topic.must_words),
        any=words_of(topic.any_words),
        no=words_of(topic.not_words),
    )
