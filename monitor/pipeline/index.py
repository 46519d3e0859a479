"""Index: the fingerprints of all texts, kept in the database and asked for near copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import CharField, Count, Model
from django.db.models.functions import Cast, Coalesce

from monitor.models import CommonFingerprint, Fingerprint
from monitor.pipeline.group import shortlist

#: A fingerprint of more stories than this, a series counting as one, is common.
MOST_STORIES = 20
#: Texts from which on the stories of a fingerprint are counted, and from which on it is common
#: whatever they are: looking it up must be quick.
MANY_TEXTS, MOST_TEXTS = 100, 1000
#: Fingerprints that are looked up of one text: the smallest, and so the same ones in every copy.
LOOKED_UP = 250


@dataclass(frozen=True)
class Found:
    """The texts that share most with one, and which of its fingerprints are common.

    ``often``: in how many texts each fingerprint occurs that may have become common.
    """

    texts: list[int]
    common: frozenset[int]
    often: Mapping[int, int]


def look_up(values: Set[int]) -> Found:
    """Give the texts that share most of the fingerprints."""
    asked = sorted(values)[:LOOKED_UP]
    common = {value for (value,) in _select(CommonFingerprint, "value", asked)}
    wanted = [value for value in asked if value not in common]
    postings = _select(Fingerprint, "value, copy_id", wanted)
    texts = Counter(value for value, _text in postings)
    often = {value: count for value, count in texts.items() if count > MANY_TEXTS}
    return Found(shortlist(postings), frozenset(common), often)


def _select(model: type[Model], columns: str, values: list[int]) -> list[Any]:
    """Give the rows of these values. Written out: the ORM takes longer than the database."""
    if not values:
        return []
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        query = f"SELECT {columns} FROM {model._meta.db_table} WHERE value IN ({marks})"  # noqa: S608 - names of our own
        cursor.execute(query, values)
        rows: list[Any] = cursor.fetchall()
    return rows


def retire(often: Mapping[int, int]) -> frozenset[int]:
    """Find the common ones among fingerprints of many texts; they leave the index for good."""
    if not often:
        return frozenset()
    unit = Coalesce(Cast("copy__story__series", CharField()), Cast("copy__story", CharField()))
    spread = Fingerprint.objects.filter(value__in=often).values("value").annotate(
        stories=Count(unit, distinct=True)
    )  # fmt: skip
    stories = dict(spread.values_list("value", "stories"))
    common = frozenset(
        value for value, texts in often.items()
        if texts > MOST_TEXTS or stories.get(value, 0) > MOST_STORIES
    )  # fmt: skip
    CommonFingerprint.objects.bulk_create(
        [CommonFingerprint(value=value) for value in common], ignore_conflicts=True
    )
    Fingerprint.objects.filter(value__in=common).delete()
    return common


def add(texts: Mapping[int, Iterable[int]]) -> None:
    """Index texts, their fingerprints given by the entry's id."""
    # In order, so that a page of the index is written once for a whole batch.
    rows = sorted((value, text) for text, values in texts.items() for value in values)
    table = Fingerprint._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (value, copy_id) VALUES (%s, %s) ON CONFLICT DO NOTHING",  # noqa: S608 - a name of our own
            rows,
        )


def remove(text: int, values: Iterable[int]) -> None:
    """Take a text out of the index."""
    Fingerprint.objects.filter(value__in=list(values), copy_id=text).delete()
