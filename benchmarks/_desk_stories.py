"""Entries of a year for measuring the desk: 1,000 are written, the others are earlier copies.

A thousand entries are the news of less than two days. They make some 450 stories of one to six
copies; every seventh is on topic, and of those a fifth waits for a decision, as in a real week.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, models
from django.db.models import ExpressionWrapper, F, Value
from django.db.models.functions import Concat

from benchmarks._articles import Writer
from monitor.models import (
    Copy,
    Decision,
    Entry,
    EntryMatch,
    GramCount,
    Ranking,
    Snapshot,
    Source,
    Story,
    Topic,
)  # fmt: skip
from monitor.pipeline.rank import grams, lesson_of
from search.models import Mark

BLOCK, SPAN = 1000, timedelta(days=365)
_SIZES = (1, 1, 1, 2, 3, 6)
#: Every so many-th story is on topic; of those every so many-th is undecided.
_ON_TOPIC, _UNDECIDED = 7, 5
_OUTLETS_PER_SOURCE = 700
_TAUGHT = 150


@dataclass
class _Block:
    """The first thousand entries, and what hangs on them, by the order of their keys."""

    entries: list[Entry]
    stories: list[Story]


def write_entries(count: int, editor: User, now: datetime) -> None:
    """Write so many entries, a multiple of 1,000, with all that hangs on them."""
    blocks = count // BLOCK
    step = SPAN / blocks if blocks > 1 else timedelta(days=2)
    block = _first_block(editor, now, min(step, timedelta(days=2)), count)
    for number in range(1, blocks):
        _repeat(block, number, step * number)
    Mark.objects.filter(table=Entry._meta.db_table).delete()  # searching is measured elsewhere


def _first_block(editor: User, now: datetime, span: timedelta, count: int) -> _Block:
    random, writer = Random(1), Writer()
    sources = Source.objects.bulk_create(
        Source(name=f"样例媒体{number}", url=f"https://outlet{number}.example/feed", due_at=None)
        for number in range(max(10, count // _OUTLETS_PER_SOURCE))
    )
    words = [word for word in writer.words if len(word) > 1]  # some of one character are operators
    topics = [
        Topic.objects.create(name=some[0], expression=" 或 ".join(some))
        for some in (words[at : at + 10] for at in range(5, 55, 10))
    ]
    texts = list(writer.articles(BLOCK))
    entries = Entry.objects.bulk_create(
        Entry(
            source=random.choice(sources), url=f"https://outlet.example/{at}.html",
            link_key=str(at), item_digest=str(at), title=text.title[:100],
            source_name=f"样例媒体{at % 40}", summary=text.text[:100],
            published_on=(now - span * at / BLOCK).date(), body_text=text.text,
            body_html="".join(f"<p>{line}</p>" for line in text.text.splitlines()),
            text_digest=f"{at:040}", confidence=90, state=Entry.State.CAPTURED, due_at=None,
            found_at=now - span * at / BLOCK, captured_at=now, score=random.gauss(-1, 3),
            score_at=1,
        )
        for at, text in enumerate(texts)
    )  # fmt: skip
    groups = list(_groups(entries, random))
    stories = Story.objects.bulk_create(Story(canonical=group[0]) for group in groups)
    Copy.objects.bulk_create(
        Copy(entry=entry, story=story, text_digest=entry.text_digest, fingerprints=bytes(400))
        for story, group in zip(stories, groups, strict=True)
        for entry in group
    )
    Snapshot.objects.bulk_create(
        Snapshot(entry=entry, url=entry.url, fetched_at=now, sha256=f"{at:064}", size=30_000,
                 file=f"{at:064}")
        for at, entry in enumerate(entries)
    )  # fmt: skip
    on_topic = groups[::_ON_TOPIC]
    EntryMatch.objects.bulk_create(
        EntryMatch(entry=entry, topic=random.choice(topics), words=random.sample(writer.words, 3))
        for group in on_topic
        for entry in group
    )
    _decide(on_topic, editor, now, random)
    return _Block(entries, stories)


def _groups(entries: Iterable[Entry], random: Random) -> Iterator[list[Entry]]:
    """Divide the entries into stories."""
    left = iter(entries)
    while group := list(islice(left, random.choice(_SIZES))):
        yield group


def _decide(stories: list[list[Entry]], editor: User, now: datetime, random: Random) -> None:
    """Decide on four of five stories, and let the ranking have learned from texts."""
    decided = [group[0] for at, group in enumerate(stories) if at % _UNDECIDED]
    accepted = Decision.Verdict.ACCEPT
    Decision.objects.bulk_create(
        Decision(entry=entry, verdict=verdict, decided_by=editor, decided_at=entry.found_at,
                 reason="" if verdict == accepted else Decision.Reason.OUTDATED)
        for entry in decided
        for verdict in [random.choice((accepted, Decision.Verdict.REJECT, Decision.Verdict.REJECT))]
    )  # fmt: skip
    known = {
        gram
        for entry in Entry.objects.order_by("pk")[:_TAUGHT]
        for gram in grams(lesson_of(entry.title, entry.summary, entry.body_text))
    }
    GramCount.objects.bulk_create(
        (GramCount(gram=gram, accepted=random.randint(0, 9), rejected=2) for gram in known),
        batch_size=2000,
    )
    Ranking.objects.create(pk=1, accepted=3000, rejected=9000, changes=1)


def _repeat(block: _Block, number: int, earlier: timedelta) -> None:
    """Copy the block as if all of it had been earlier."""
    keys = [entry.pk for entry in block.entries]
    entry = F("entry_id") + BLOCK * number
    suffix = Value(f"-{number}")
    days = timedelta(days=earlier.days)
    _copy(
        Entry.objects.filter(pk__in=_span(keys)), link_key=Concat("link_key", suffix),
        url=Concat("url", suffix), text_digest=Concat(Value(f"{number}-"), "text_digest"),
        found_at=_moved("found_at", earlier), captured_at=_moved("captured_at", earlier),
        published_on=_moved("published_on", days, models.DateField()),
    )  # fmt: skip
    stories = _span([story.pk for story in block.stories])
    story_offset = len(block.stories) * number
    _copy(Story.objects.filter(pk__in=stories), canonical_id=F("canonical_id") + BLOCK * number)
    _copy(Copy.objects.filter(story__in=stories), entry_id=entry,
          story_id=F("story_id") + story_offset)  # fmt: skip
    first = models.Q(entry__in=_span(keys))
    _copy(EntryMatch.objects.filter(first), entry_id=entry)
    _copy(Snapshot.objects.filter(first), entry_id=entry, fetched_at=_moved("fetched_at", earlier))
    _copy(Decision.objects.filter(first), entry_id=entry, decided_at=_moved("decided_at", earlier))


def _span(keys: list[int]) -> range:
    return range(keys[0], keys[-1] + 1)


def _moved(
    name: str, by: timedelta, field: models.Field[Any, Any] | None = None
) -> ExpressionWrapper:
    return ExpressionWrapper(F(name) - by, output_field=field or models.DateTimeField())


def _copy(rows: models.QuerySet[Any], **changes: object) -> None:
    """Insert the rows once more, in the order of their keys, with other values in some columns."""
    fields = [
        field for field in rows.model._meta.concrete_fields
        if not isinstance(field, models.AutoField)
    ]  # fmt: skip
    values = {f"new_{field.name}": changes.get(field.attname, F(field.attname)) for field in fields}
    chosen = rows.order_by("pk").annotate(**values).values_list(*values)
    select, params = chosen.query.sql_with_params()
    columns = ", ".join(f'"{field.column}"' for field in fields)
    table = rows.model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{table}" ({columns}) {select}', params)
