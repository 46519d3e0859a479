"""Grouping: Entry → Story. Reprints of one text become one story, and stay what editors made them.

Placing a text twice changes nothing. Two workers place one after the other, so that of two copies
the second sees the first.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length
from django.utils import timezone

from monitor.models import CommonFingerprint, Copy, Entry, Fingerprint, Source, Story
from monitor.pipeline import index
from monitor.pipeline.fingerprint import pack, unpack
from monitor.pipeline.group import (
    SHORTLIST,
    Appearance,
    Candidate,
    Placement,
    Text,
    are_near,
    canonical,
    place,
    read,
)

#: Any number that no other part of the program locks.
_LOCK = 0x5A48_4F55
#: Whose copy stands for a story, in this order; a blog says less than an outlet of no known class.
_RANKS = (
    Source.SourceClass.GOVERNMENT,
    Source.SourceClass.CENTRAL,
    Source.SourceClass.PROVINCIAL,
    Source.SourceClass.TRADE,
    Source.SourceClass.OTHER,
    Source.SourceClass.SELF_MEDIA,
)
#: Texts that are compared: the short list, and some word-for-word copies.
_LOOKED_AT = SHORTLIST + 5


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """A transaction in which no other worker groups. It is begun before any row is locked.

    On SQLite every transaction is alone.
    """
    with transaction.atomic(savepoint=False):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield


def ungrouped() -> QuerySet[Entry]:
    """Give the entries whose present text has no place yet, in the order of their appearance."""
    stale = Q(copy__isnull=True) | ~Q(copy__text_digest=F("text_digest"))
    waiting = Entry.objects.exclude(text_digest="").filter(stale)
    return waiting.order_by(F("published_on").asc(nulls_last=True), "found_at", "pk")


def group(entry: Entry) -> None:
    """Put an entry into the story of its text.

    An entry that an editor has placed keeps its story, whatever its text becomes.
    """
    with one_at_a_time():
        copy = Copy.objects.filter(pk=entry.pk).first()
        if copy and copy.text_digest == entry.text_digest:
            elect(copy.story_id)  # its date may have changed
            return
        if copy:
            index.remove(copy.pk, unpack(copy.fingerprints))
        if copy and not copy.is_pinned:
            _leave(copy)
            copy = None
        if entry.text_digest:
            _place(entry, copy)


def forget() -> None:
    """Give up all places but those that editors gave, to have all be grouped anew."""
    with one_at_a_time():
        Copy.objects.filter(is_pinned=False).delete()
        kept = Copy.objects.all()
        Story.objects.exclude(pk__in=kept.values("story")).delete()
        CommonFingerprint.objects.all().delete()
        Fingerprint.objects.exclude(copy__in=kept).delete()
        for story in Story.objects.values_list("pk", flat=True):
            elect(story)


def _place(entry: Entry, pinned: Copy | None) -> None:
    text = read(entry.body_text, entry.text_digest, entry.title)
    found = index.look_up(text.fingerprints)
    if pinned:
        placement = Placement(pinned.story_id)
    else:
        placement = place(text, candidates(text, found), found.weights)
    copy = pinned or Copy(entry=entry, story_id=placement.story or _founded(entry, placement))
    copy.text_digest, copy.fingerprints = text.digest, pack(text.fingerprints)
    copy.save(force_insert=not pinned, force_update=bool(pinned))
    index.retire(found.outgrown)
    index.add({entry.pk: [v for v in text.fingerprints if found.weights.get(v, 1.0)]})
    for story in placement.absorbed:
        _merge(copy.story_id, story)
    if placement.story:
        elect(placement.story)


def _founded(entry: Entry, placement: Placement) -> int:
    """Give a text a story of its own."""
    series = _series_of(placement.series) if placement.series else None
    return Story.objects.create(canonical=entry, series=series).pk


def candidates(text: Text, found: index.Found) -> list[Candidate]:
    """Give the texts that may be copies of a text, from the database."""
    similar = Copy.objects.filter(Q(pk__in=found.texts) | Q(text_digest=text.digest))
    near = [
        pk
        for pk, digest, packed in similar.values_list("pk", "text_digest", "fingerprints")[
            :_LOOKED_AT
        ]
        if digest == text.digest or are_near(text.fingerprints, unpack(packed), found.weights)
    ]
    if not near:
        return []
    pinned = Copy.objects.filter(story=OuterRef("story"), is_pinned=True)
    rows = Copy.objects.filter(pk__in=near).annotate(is_fixed=Exists(pinned))
    return [
        Candidate(story, read(*shown[:3]), read(*shown[3:]), is_fixed)
        for story, is_fixed, *shown in rows.values_list(
            "story", "is_fixed", "entry__body_text", "text_digest", "entry__title",
            "story__canonical__body_text", "story__canonical__text_digest",
            "story__canonical__title",
        )
    ]  # fmt: skip


def kept_apart(entry: Entry) -> list[Story]:
    """Give the stories whose texts are nearly an entry's own: numbers of a series, or split off."""
    text = read(entry.body_text, entry.text_digest, entry.title)
    near = {found.story for found in candidates(text, index.look_up(text.fingerprints))}
    others = Story.objects.filter(pk__in=near).exclude(copies=entry.pk)
    return list(others.select_related("canonical"))


def _series_of(story: int) -> uuid.UUID:
    """Give the series that a story is a number of; begin one if there is none."""
    Story.objects.filter(pk=story, series=None).update(series=uuid.uuid4())
    series = Story.objects.values_list("series", flat=True).get(pk=story)
    assert series is not None  # noqa: S101 - written just now
    return series


def _merge(kept: int, gone: int) -> None:
    """Let the copies of one story join another."""
    series = Story.objects.filter(pk=gone).values_list("series", flat=True)
    Story.objects.filter(pk=kept, series=None).update(series=series.first())
    Copy.objects.filter(story=gone).update(story=kept)
    Story.objects.filter(pk=gone).delete()


def _leave(copy: Copy) -> None:
    """Take a copy out of its story; a story without copies ends."""
    copy.delete()
    if Copy.objects.filter(story=copy.story_id).exists():
        elect(copy.story_id)
    else:
        Story.objects.filter(pk=copy.story_id).delete()


def elect(story: int) -> None:
    """Let the canonical copy be the one that the rule names, unless an editor has chosen one."""
    chosen = canonical(appearances(story)).entry
    by_hand = Q(is_chosen=True, canonical__copy__story=story)
    stories = Story.objects.filter(~Q(canonical=chosen), ~by_hand, pk=story)
    stories.update(canonical=chosen, is_chosen=False)


def story_of(entry: int) -> list[int]:
    """Give an entry and the other copies of its text, if there are any."""
    story = Copy.objects.filter(pk=entry).values("story")
    copies = Copy.objects.filter(story__in=story).exclude(pk=entry)
    return [entry, *copies.values_list("pk", flat=True)]


def choose(entry: int) -> bool:
    """Let a copy stand for its story, by an editor's word; False if the entry is in none."""
    story = Story.objects.filter(copies=entry).order_by().values("pk")
    return bool(Story.objects.filter(pk__in=story).update(canonical=entry, is_chosen=True))


def elect_anew(source: int) -> None:
    """Choose the canonical copies again of all stories that a source ran: its class was changed."""
    told = Copy.objects.filter(entry__source=source).values_list("story", flat=True)
    for story in told.distinct():
        with one_at_a_time():
            if Copy.objects.filter(story=story).exists():
                elect(story)


def appearances(story: int) -> list[Appearance]:
    """Give the copies of a story as they appeared."""
    rows = Copy.objects.filter(story=story).values_list(
        "entry",
        "entry__title",
        "entry__published_on",
        "entry__published_at",
        "entry__found_at",
        Length("entry__body_text"),
        "entry__source__name",
        "entry__source_name",
        "entry__original_outlet",
        "entry__source__source_class",
    )
    return [
        Appearance(
            entry=entry,
            rank=_RANKS.index(source_class or Source.SourceClass.OTHER),
            title=title,
            published=at or _end_of(day) or found_at,
            day=day,
            is_timed=at is not None,
            length=length,
            outlet=source or named,
            named=original or named,
        )
        for entry, title, day, at, found_at, length, source, named, original, source_class in rows
    ]


def _end_of(day: date | None) -> datetime | None:
    """A copy that shows no time counts as the day's last."""
    return timezone.make_aware(datetime.combine(day, time.max)) if day else None


def split(entry: int) -> bool:
    """Give an entry a story of its own, by an editor's word; False if it has one already.

    All copies are pinned: the editor has seen them, and no regrouping brings the two together.
    """
    with one_at_a_time():
        copy = Copy.objects.filter(pk=entry).first()
        if copy is None or Copy.objects.filter(story=copy.story_id).count() == 1:
            return False
        Copy.objects.filter(story=copy.story_id).update(is_pinned=True)
        _leave(copy)
        Copy.objects.create(
            entry_id=entry,
            story=Story.objects.create(canonical_id=entry),
            text_digest=copy.text_digest,
            fingerprints=copy.fingerprints,
            is_pinned=True,
        )
    return True


def join(entries: Iterable[int]) -> int:
    """Make one story of the entries' stories, by an editor's word; gives how many they were.

    Entries without a text have no story and are left out.
    """
    with one_at_a_time():
        copies = Copy.objects.filter(pk__in=entries).order_by("story")
        stories = list(dict.fromkeys(copies.values_list("story", flat=True)))
        for story in stories[1:]:
            _merge(stories[0], story)
        for story in stories[:1]:
            Copy.objects.filter(story=story).update(is_pinned=True)
            elect(story)
    return len(stories)
