"""Results: what holds the words of a query, title before text, the newer before the older."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet

from search.indexing import BATCH, catch_up
from search.lookup import holding
from search.registry import searched_of


def find(objects: QuerySet[Any], words: list[str]) -> QuerySet[Any]:
    """Keep the objects that hold all the words (see :func:`search.grams.words_of`), ranked."""
    document = searched_of(objects.model).document
    in_title = holding(document, words, in_title=True)
    found: QuerySet[Any] = objects.filter(holding(document, words)).annotate(in_title=in_title)
    return found.order_by("-in_title", "-pk")


def read_changes(model: type[Model]) -> bool:
    """Read what was changed a moment ago, so that it is found; False if more is left than that."""
    return catch_up(searched_of(model)) < BATCH


class Ranked:
    """The same as :func:`find` gives, for a paginator: first those of the title, then the rest.

    So neither database has to rank all the results to give the first fifty.
    """

    #: Paginators warn of rows without an order.
    ordered = True

    def __init__(self, objects: QuerySet[Any], words: list[str]) -> None:
        document = searched_of(objects.model).document
        in_title = holding(document, words, in_title=True)
        self._all = objects.filter(holding(document, words))
        self._titled = objects.filter(in_title).order_by("-pk")
        self._rest = self._all.exclude(in_title).order_by("-pk")

    def count(self) -> int:
        """Count all results."""
        return self._all.count()

    def __getitem__(self, part: slice) -> list[Any]:
        """Give the results from one place to another."""
        found = list(self._titled[part])
        missing = part.stop - part.start - len(found)
        if missing:
            start = 0 if found else max(0, part.start - self._titled.count())
            found += self._rest[start : start + missing]
        return found
