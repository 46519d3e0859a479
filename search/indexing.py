"""Indexing: what was marked is read again, so that searching finds it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db import connection, models, transaction

from search.models import Mark
from search.registry import Searched
from search.schema import create_index, drop_index

#: Objects that are read in one transaction: some tenths of a second.
BATCH = 200


def catch_up(searched: Searched) -> int:
    """Read the objects of the oldest marks again; give how many marks are done with."""
    marks = Mark.objects.filter(table=searched.table).order_by("pk")
    if not marks.exists():
        return 0  # without waiting for somebody who writes
    with transaction.atomic():
        # The locks make two readers take turns, so that none writes what it read before the other.
        # Whatever is written after this line is marked once more.
        oldest = dict(marks.select_for_update().values_list("pk", "object_id")[:BATCH])
        _read(searched, set(oldest.values()))
        Mark.objects.filter(pk__in=oldest).delete()
    return len(oldest)


def _read(searched: Searched, ids: set[int]) -> None:
    found = searched.model._default_manager.in_bulk(ids)
    searched.document._default_manager.filter(pk__in=ids - found.keys()).delete()
    _write(searched, found.values())


def _write(searched: Searched, found: Iterable[models.Model]) -> None:
    searched.document._default_manager.bulk_create(
        map(searched.document_of, found),
        update_conflicts=True,
        unique_fields=["object_id"],
        update_fields=["title", "text"],
    )


def rebuild(searched: Searched) -> int:
    """Read every object anew and index them all at once; give how many.

    One transaction: others go on finding what was there before, but on SQLite nobody else can
    write until it is done.
    """
    count = 0
    with transaction.atomic():
        Mark.objects.filter(table=searched.table).delete()
        drop_index(connection, searched.document)
        searched.document._default_manager.all().delete()
        objects = searched.model._default_manager.order_by("pk").iterator(BATCH)
        for batch in iter(lambda: list(islice(objects, BATCH)), []):
            _write(searched, batch)
            count += len(batch)
        create_index(connection, searched.document)
    return count
