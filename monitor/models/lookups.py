"""Lookups that Django lacks."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import CharField, Lookup
from django.db.models.sql.compiler import SQLCompiler


@CharField.register_lookup
class AnyOf(Lookup):
    """As ``in``, for hundreds of texts: they go to the database as one parameter.

    A query of so many parameters takes longer to write and to read than to answer.
    """

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ANN401
        """Compare with the values of a JSON list."""
        column, params = self.process_lhs(compiler, connection)
        wanted = json.dumps(list(self.rhs), ensure_ascii=False)
        sql = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608  # quoted by Django
        return sql, (*params, wanted)

    def as_postgresql(
        self,
        compiler: SQLCompiler,
        connection: Any,  # noqa: ANN401 - Django's
    ) -> tuple[str, tuple[Any, ...]]:
        """Compare with an array."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*params, list(self.rhs))
