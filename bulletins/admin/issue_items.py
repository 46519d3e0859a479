"""The items of an issue: ordered by dragging, removed, never typed."""

from __future__ import annotations

from typing import Any

from adminsortable2.admin import CustomInlineFormSet, SortableTabularInline
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from bulletins.models import Issue, IssueItem


class IssueItemFormSet(CustomInlineFormSet):  # type: ignore[misc]  # the library is untyped
    """The rows of the items."""

    def add_fields(self, form: Form, index: int | None) -> None:
        """Say to screen readers what the tick is for: Django gives it no label."""
        super().add_fields(form, index)
        if tick := form.fields.get("DELETE"):
            tick.widget.attrs["aria-label"] = str(tick.label)


class IssueItemInline(SortableTabularInline):  # type: ignore[misc]  # the library is untyped
    """The placed articles in the order of printing."""

    model = IssueItem
    formset = IssueItemFormSet
    extra = 0
    fields = ("title", "source_name", "published_on", "condition")
    readonly_fields = fields
    verbose_name_plural = _("items, in the order of printing")

    def get_queryset(self, request: HttpRequest) -> QuerySet[IssueItem]:
        """Bring the articles along."""
        items: QuerySet[IssueItem] = super().get_queryset(request)
        return items.select_related("article", "issue")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ANN401
        """Articles are placed from the list below."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Issue | None = None) -> bool:
        """Nothing moves in a published issue."""
        return bool(super().has_change_permission(request, obj)) and _is_open(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Issue | None = None) -> bool:
        """Nothing leaves a published issue."""
        return bool(super().has_delete_permission(request, obj)) and _is_open(obj)

    @admin.display(description=_("title"))
    def title(self, item: IssueItem) -> str:
        """The title, leading to the article."""
        address = reverse("admin:bulletins_article_change", args=[item.article_id])
        return format_html('<a href="{}">{}</a>', address, item.article.title)

    @admin.display(description=_("outlet"))
    def source_name(self, item: IssueItem) -> str:
        """The outlet."""
        return item.article.source_name

    @admin.display(description=_("date"))
    def published_on(self, item: IssueItem) -> object:
        """The date of the text."""
        return item.article.published_on

    @admin.display(description=_("status"))
    def condition(self, item: IssueItem) -> str:
        """The article's status."""
        article = item.article
        return format_html(
            '<span class="badge badge-{}">{}</span>', article.status, article.get_status_display()
        )


def _is_open(issue: Issue | None) -> bool:
    return issue is None or not issue.is_published
