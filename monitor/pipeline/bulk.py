"""Bulk: many rows of one model in one statement.

``bulk_create`` makes an object of each row and asks every field about every value, which takes ten
times as long as the database does; ``bulk_update`` asks for each value whose it is. Here what the
rows have in common, the defaults of the model among it, is said once, and the database tells which
of the new ones were new.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, TypeAlias

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

Values = tuple[Any, ...]
Field: TypeAlias = "models.Field[Any, Any]"
_encode = json.JSONEncoder().encode


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
    rows; relations are given by their keys. Every other field gets its default, so what a field
    would compute when it is saved must be given. A row that is there already, by its ``unique``
    fields, stays as it is. As with ``bulk_create`` no signal is sent. At most some hundred rows:
    SQLite takes no more than 32,766 values.
    """
    if not rows:
        return []
    connection = connections[DEFAULT_DB_ALIAS]
    fields = _fields(model)
    alike = {
        name: field.get_db_prep_save(shared.get(name, field.get_default()), connection)
        for name, field in fields.items()
        if name not in names and not field.primary_key
    }
    own = [fields[name] for name in names]
    source, params = _source(connection, own, rows)
    before, after = _frame(model, names + tuple(alike), len(alike), unique)
    with connection.cursor() as cursor:
        cursor.execute(before + source + after, [*alike.values(), *params])
        return list(cursor.fetchall())


def update_rows(
    model: type[models.Model],
    names: tuple[str, ...],
    rows: Sequence[Values],
    **shared: Any,  # noqa: ANN401 - whatever the fields hold
) -> None:
    """Update rows: each of ``rows`` holds a key and then the values of the fields ``names``.

    ``shared`` has the values that are the same for all rows. As with ``bulk_update`` no signal is
    sent.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    fields, quote = _fields(model), connection.ops.quote_name
    assert model._meta.pk  # noqa: S101 - of every model that is not abstract
    own = [model._meta.pk, *(fields[name] for name in names)]
    source, params = _source(connection, own, rows)
    alike = [fields[name].get_db_prep_save(value, connection) for name, value in shared.items()]
    places = [f"{quote(str(fields[name].column))} = %s" for name in shared]
    places += [f"{quote(str(of.column))} = column{n}" for n, of in enumerate(own[1:], start=2)]
    statement = (
        f"UPDATE {quote(model._meta.db_table)} SET {', '.join(places)} FROM {source}"  # noqa: S608 - our names
        f" WHERE {quote(str(own[0].column))} = column1"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*alike, *params])


def _fields(model: type[models.Model]) -> dict[str, Field]:
    return {field.name: field for field in model._meta.concrete_fields}


@lru_cache(maxsize=100)
def _frame(
    model: type[models.Model], names: tuple[str, ...], alike: int, unique: tuple[str, ...]
) -> tuple[str, str]:
    """Give the statement before and after its source; the last ``alike`` fields are parameters."""
    fields, quote = _fields(model), connections[DEFAULT_DB_ALIAS].ops.quote_name
    columns = [quote(str(fields[name].column)) for name in names]
    keys = ", ".join(quote(str(fields[name].column)) for name in unique)
    places = ", ".join(["found.*", *["%s"] * alike])
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(columns)})"  # noqa: S608 - our names
        f" SELECT {places} FROM ",
        # Without the WHERE SQLite's parser takes the ON for a join's.
        f" WHERE true ON CONFLICT ({keys}) DO NOTHING"
        f" RETURNING {keys}, {quote(str(model._meta.pk.column))}",
    )


def _source(
    connection: BaseDatabaseWrapper, fields: Sequence[Field], rows: Sequence[Values]
) -> tuple[str, Iterable[Any]]:
    """Give the SQL of a table ``found`` that holds the rows, and its parameters.

    Its columns are named as those of VALUES: ``column1`` and so on.
    """
    if connection.vendor == "postgresql":  # whose driver takes milliseconds for many parameters
        return _json(connection, fields, rows)
    return _values(connection, fields, rows)


def _json(
    connection: BaseDatabaseWrapper, fields: Sequence[Field], rows: Sequence[Values]
) -> tuple[str, Iterable[Any]]:
    names = [f"column{number}" for number in range(1, len(fields) + 1)]
    columns = zip(names, fields, strict=True)
    types = ", ".join(f"{name} {field.rel_db_type(connection)}" for name, field in columns)
    objects = [dict(zip(names, row, strict=True)) for row in rows]
    return (
        f"json_to_recordset(%s) AS found ({types})",
        [json.dumps(objects, ensure_ascii=False, default=str)],
    )


def _values(
    connection: BaseDatabaseWrapper, fields: Sequence[Field], rows: Sequence[Values]
) -> tuple[str, Iterable[Any]]:
    prepared = [
        _prepared(connection, field, values)
        for field, values in zip(fields, zip(*rows, strict=True), strict=True)
    ]
    row = f"({', '.join(['%s'] * len(fields))})"
    return (
        f"(VALUES {', '.join([row] * len(rows))}) AS found",
        chain.from_iterable(zip(*prepared, strict=True)),
    )


def _prepared(connection: BaseDatabaseWrapper, field: Field, values: Values) -> Iterable[Any]:
    """Give the values of one column as SQLite's driver takes them; most fields leave them alone."""
    if type(field).get_db_prep_value is models.Field.get_db_prep_value or field.is_relation:
        return values
    if isinstance(field, models.DateTimeField):  # which asks the settings about every value
        zone = connection.timezone
        return [at and str(at.astimezone(zone).replace(tzinfo=None)) for at in values]
    if isinstance(field, models.DateField):
        return [day and str(day) for day in values]
    if isinstance(field, models.JSONField) and field.encoder is None:
        return [None if value is None else _encode(value) for value in values]
    return (
        None if value is None else field.get_db_prep_value(value, connection, prepared=True)
        for value in values
    )
