"""Questions to the lists of articles and entries."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bulletins.models import Article
from bulletins.workflow.intake import is_taken


class MineFilter(admin.SimpleListFilter):
    """Whose text it is."""

    title = _("editor")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
        """Offer one's own."""
        return [("1", _("edited by me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Keep the articles that the person edited last."""
        return queryset.filter(edited_by=request.user.pk) if self.value() else queryset


class PlacedFilter(admin.SimpleListFilter):
    """Whether an issue holds the article."""

    title = _("issue")
    parameter_name = "placed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
        """Offer both."""
        return [("1", _("placed in an issue")), ("0", _("not placed yet"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Keep the articles of the chosen kind."""
        if self.value() is None:
            return queryset
        return queryset.filter(item__isnull=self.value() == "0")


class TakenFilter(admin.SimpleListFilter):
    """Whether there is an article of an entry's story."""

    title = _("article")
    parameter_name = "taken"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
        """Offer both."""
        return [("0", _("not taken yet")), ("1", _("made into an article"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the entries of the chosen kind."""
        if self.value() is None:
            return queryset
        return queryset.filter(is_taken()) if self.value() == "1" else queryset.exclude(is_taken())
