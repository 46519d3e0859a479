"""Index: the fingerprints of all texts, kept in the database and asked for near copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.db import connection
from django.db.models import Model

from monitor.models import CommonFingerprint, Fingerprint
from monitor.pipeline.group import Weights, shortlist, weight

#: Fingerprints that are looked up of one text: the smallest, and so the same ones in every copy.
LOOKED_UP = 250
#: Places of fingerprints that are read for one text, the rarest first: it must be quick.
MOST_PLACES = 1000


@dataclass(frozen=True)
class Found:
    """The texts that share most with one, and what its fingerprints tell.

    ``weights`` are those of fingerprints that stand in other texts; ``outgrown`` ones are to leave
    the index.
    """

    texts: list[int]
    weights: Weights
    outgrown: frozenset[int]


def look_up(values: Set[int]) -> Found:
    """Give the texts that share most of the fingerprints, rare ones before frequent ones."""
    asked = sorted(values)[:LOOKED_UP]
    common = {value for (value,) in _select(CommonFingerprint, "value", asked)}
    kept = [value for value in asked if value not in common]
    texts = dict(_select(Fingerprint, "value, COUNT(*)", kept, "GROUP BY value"))
    weights = {value: weight(count) for value, count in texts.items()}
    places = _select(Fingerprint, "value, copy_id", _rarest(texts))
    outgrown = frozenset(value for value in texts if not weights[value])
    return Found(shortlist(places, weights), weights | dict.fromkeys(common, 0.0), outgrown)


def _rarest(texts: Mapping[int, int]) -> list[int]:
    """Give the fingerprints of fewest texts, as many as may be read."""
    ranked = sorted(texts, key=lambda value: (texts[value], value))
    read = accumulate(texts[value] for value in ranked)
    return [value for value, places in zip(ranked, read, strict=True) if places <= MOST_PLACES]


def _select(model: type[Model], columns: str, values: list[int], tail: str = "") -> list[Any]:
    """Give the rows of these values. Written out: the ORM takes longer than the database."""
    if not values:
        return []
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        query = f"SELECT {columns} FROM {model._meta.db_table} WHERE value IN ({marks}) {tail}"  # noqa: S608 - names of our own
        cursor.execute(query, values)
        rows: list[Any] = cursor.fetchall()
    return rows


def retire(outgrown: Set[int]) -> None:
    """Let fingerprints leave the index for good: so many texts hold them that they tell nothing."""
    if outgrown:
        rows = [CommonFingerprint(value=value) for value in outgrown]
        CommonFingerprint.objects.bulk_create(rows, ignore_conflicts=True)
        Fingerprint.objects.filter(value__in=outgrown).delete()


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
