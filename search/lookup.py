"""Which objects hold words: the one question that the two databases answer each in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.db.models.sql.compiler import SQLCompiler

from search.grams import query_grams, settled
from search.models import Document

#: Words of one query that are looked for; databases limit how many conditions they take.
_MOST_WORDS = 100
_NOTHING = Q(pk__in=())


def holding(document: type[Document], words: Sequence[str], *, in_title: bool = False) -> Q:
    """Give the condition on objects that all the words occur; of more than 100 words, none does.

    Words are folded, see :func:`search.grams.words_of`.
    """
    if not 0 < len(words) <= _MOST_WORDS:
        return _NOTHING
    grams = query_grams(words, in_title=in_title)
    has_grams = Q(HasGrams(document, grams))
    unsettled = [word for word in words if not settled(word, grams, in_title=in_title)]
    return has_grams & _read_through(document, unsettled, "title" if in_title else "text")


def _read_through(document: type[Document], words: Sequence[str], field: str) -> Q:
    """Give the condition that the document, read through, has the words.

    A subquery for each row, where EXISTS would have PostgreSQL read through all documents first.
    """
    own = document._default_manager.filter(pk=OuterRef("pk"))
    places = [Subquery(own.values_list(StrIndex(field, Value(word)))) for word in words]
    return Q(*(GreaterThan(place, 0) for place in places))


class HasGrams(Func):
    """Whether the document of an object has all the grams."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, document: type[Document], grams: Sequence[int]) -> None:
        super().__init__("pk")
        self._document, self._grams = document, list(grams)

    def as_postgresql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        **_more: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Compare what the GIN index is made of; the OFFSET has it done at once, not row by row."""
        found = (
            f'SELECT DISTINCT object_id FROM "{self._document._meta.db_table}"'  # noqa: S608 - a table of our own, no input
            " WHERE search_grams(title, text) @> %s::bigint[] ORDER BY object_id DESC OFFSET 0"
        )
        return self._among(compiler, found, self._grams)

    def as_sqlite(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        **_more: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Ask the FTS5 table, which gets nothing to parse but numbers and AND."""
        table = self._document.grams_name()
        found = f'SELECT rowid FROM "{table}" WHERE "{table}" MATCH %s'  # noqa: S608 - our own name
        return self._among(compiler, found, " AND ".join(map(str, self._grams)))

    def _among(self, compiler: SQLCompiler, found: str, wanted: object) -> Any:  # noqa: ANN401
        key, params = compiler.compile(self.source_expressions[0])
        return f"{key} IN ({found})", [*params, wanted]
