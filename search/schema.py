"""What the database itself does for searching: keep grams, and mark what has changed.

Installed after every migration, for SQLite and PostgreSQL alike, so that ``queryset.update`` and
``bulk_create`` change what is found as surely as ``save`` does.
"""

from __future__ import annotations

from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from search import postgresql, sqlite
from search.grams import document_grams
from search.models import Document, Mark
from search.registry import Searched, all_searched


def teach(connection: BaseDatabaseWrapper, **_signal: Any) -> None:  # noqa: ANN401
    """Give a new connection of SQLite the function of its triggers; for ``connection_created``."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("search_grams", 2, _listed, deterministic=True)


def _listed(title: str, text: str) -> str:
    return " ".join(map(str, document_grams(title, text)))


def install(using: str = "default", **_signal: Any) -> None:  # noqa: ANN401
    """Bring indexes, triggers and marks up to date; a receiver of ``post_migrate``."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    for searched in all_searched():
        if {searched.table, searched.document._meta.db_table, Mark._meta.db_table} <= tables:
            with transaction.atomic(using):
                create_index(connection, searched.document)
                _watch(connection, searched)


def create_index(connection: BaseDatabaseWrapper, document: type[Document]) -> None:
    """Index the documents, unless they are."""
    names = _names(document)
    if names["grams"] not in connection.introspection.table_names():  # on PostgreSQL no table
        _run(connection, _engine(connection).INDEX, names)


def drop_index(connection: BaseDatabaseWrapper, document: type[Document]) -> None:
    """Drop the index, so that many documents are written at once."""
    _run(connection, _engine(connection).DROP, _names(document))


def _names(document: type[Document]) -> dict[str, str]:
    return {"documents": document._meta.db_table, "grams": document.grams_name()}


def _watch(connection: BaseDatabaseWrapper, searched: Searched) -> None:
    """Have changes marked from now on, and mark what nobody has read yet."""
    engine = _engine(connection)
    names = {
        "table": searched.table,
        "key": str(searched.model._meta.pk.column),
        "documents": searched.document._meta.db_table,
        "marks": Mark._meta.db_table,
        "columns": ", ".join(searched.columns),
        "changed": " OR ".join(
            f"OLD.{column} {engine.DIFFERS} NEW.{column}" for column in searched.columns
        ),
    }
    _run(connection, (*engine.WATCH, _MARK_UNREAD), names)


def _engine(connection: BaseDatabaseWrapper) -> Any:  # noqa: ANN401 - one of two modules
    return postgresql if connection.vendor == "postgresql" else sqlite


def _run(
    connection: BaseDatabaseWrapper, statements: tuple[str, ...], names: dict[str, str]
) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(**names))


_MARK_UNREAD = (
    "INSERT INTO {marks} (\"table\", object_id) SELECT '{table}', {key} FROM {table}"
    " WHERE {key} NOT IN (SELECT object_id FROM {documents})"
    " AND {key} NOT IN (SELECT object_id FROM {marks} WHERE \"table\" = '{table}')"
)
