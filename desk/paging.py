"""Paging through lists that may be long: nobody counts, or turns to, what nobody reads."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

#: Rows of a list that can be turned to: 20 pages of 50. Filters and searching lead to the others.
MOST = 1000


class FirstRows(Paginator):  # type: ignore[type-arg]  # not generic at run time
    """Pages of the first rows of a query; the database stops counting when it has so many."""

    @cached_property
    def count(self) -> int:
        """How many rows there are to turn to."""
        if isinstance(self.object_list, QuerySet):
            # In some order: without one PostgreSQL reads whole tables before it can stop.
            return self.object_list.order_by("-pk").values("pk")[:MOST].count()
        return min(super().count, MOST)  # ranked results

    @property
    def is_cut(self) -> bool:
        """Whether there may be more rows."""
        return self.count == MOST
