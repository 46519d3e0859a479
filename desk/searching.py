"""Lists of the desk that are searched by :mod:`search`."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.views.main import ORDER_VAR
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from desk.pages import DeskAdmin
from search.grams import words_of
from search.results import Ranked, find, read_changes


class SearchedList(DeskAdmin):
    """Finds every row that holds the words; ranked, until a column is chosen to order by."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Keep the rows that hold all the words."""
        words = words_of(search_term)
        if not words:
            return queryset, False
        if not read_changes(queryset.model):
            messages.warning(request, _("Some new texts cannot be found yet; try again shortly."))
        results = find(queryset, words)
        if ORDER_VAR in request.GET:
            return results.order_by(*queryset.query.order_by), False
        request.ranked_rows = Ranked(queryset, words)  # type: ignore[attr-defined]  # our own, for the page
        return results, False

    def get_paginator(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        per_page: int,
        orphans: int = 0,
        allow_empty_first_page: bool = True,
    ) -> Paginator[Any]:
        """Take ranked results in two steps, unless a filter might double them."""
        ranked = None if queryset.query.distinct else getattr(request, "ranked_rows", None)
        return super().get_paginator(
            request, ranked or queryset, per_page, orphans, allow_empty_first_page
        )
