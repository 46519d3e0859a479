"""Bulk: many new rows of one model in one short statement.

``bulk_create`` makes an object of each row and asks every field about every value, which takes ten
times as long as the database does. Here the rows travel as one JSON value, what they have in
common, the defaults of the model among it, is said once, and the database tells which were new.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from django.db import connection, models
from django.db.models import DateTimeField

Values = tuple[Any, ...]
Field: TypeAlias = "models.Field[Any, Any]"

#: How rows, and the values in a row, are had of JSON.
_SOURCE = {
    "sqlite": "json_each(%s) WHERE true",  # without WHERE its parser takes ON for a join's
    "postgresql": "json_to_recordset(%s) AS row ({types})",
}
_VALUE = {"sqlite": "json_extract(value, '$.{name}')", "postgresql": '"{name}"'}


def insert_new(
    model: type[models.Model],
    names: tuple[str, ...],
    rows: Sequence[Values],
    *,
    unique: tuple[str, ...],
    **shared: Any,  # noqa: ANN401 - whatever the fields hold
) -> list[Values]:
    """Insert the rows that are not there yet; give the unique values and the key of each new one.

    ``rows`` hold the values of the fields ``names``, ``shared`` has those that are the same for all
    rows; relations are given by their keys, JSON as lists or objects. Every other field gets its
    default, so what a field would compute when it is saved must be given. A row that is there
    already, by its ``unique`` fields, stays as it is. As with ``bulk_create`` no signal is sent.
    """
    if not rows:
        return []
    fields = _fields(model)
    alike = {
        name: field.get_db_prep_save(shared.get(name, field.get_default()), connection)
        for name, field in fields.items()
        if name not in names and not field.primary_key
    }
    statement = _statement(connection.vendor, model, names, tuple(alike), unique)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*alike.values(), _json([fields[name] for name in names], rows)])
        return list(cursor.fetchall())


def _fields(model: type[models.Model]) -> dict[str, Field]:
    return {field.name: field for field in model._meta.concrete_fields}


@lru_cache(maxsize=100)
def _statement(
    vendor: str,
    model: type[models.Model],
    names: tuple[str, ...],
    alike: tuple[str, ...],
    unique: tuple[str, ...],
) -> str:
    fields, quote = _fields(model), connection.ops.quote_name

    def columns(*some: Field) -> str:
        return ", ".join(quote(str(field.column)) for field in some)

    written = [fields[name] for name in names + alike]
    keys = [fields[name] for name in unique]
    values = [_VALUE[vendor].format(name=name) for name in names]
    types = ", ".join(f'"{name}" {fields[name].db_type(connection)}' for name in names)
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({columns(*written)})"  # noqa: S608 - names of ours
        f" SELECT {', '.join([*values, *['%s'] * len(alike)])}"
        f" FROM {_SOURCE[vendor].format(types=types)}"
        f" ON CONFLICT ({columns(*keys)}) DO NOTHING"
        f" RETURNING {columns(*keys, model._meta.pk)}"
    )


def _json(fields: Iterable[Field], rows: Iterable[Values]) -> str:
    """Write the rows as objects; JSON in them stays JSON."""
    names = [field.name for field in fields]
    columns = (
        map(connection.ops.adapt_datetimefield_value, values)  # SQLite compares them as texts
        if isinstance(field, DateTimeField)
        else values
        for field, values in zip(fields, zip(*rows, strict=True), strict=True)
    )
    objects = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    return json.dumps(objects, ensure_ascii=False, default=str)
