"""Issues: begun, filled, checked, previewed, published."""

from __future__ import annotations

from typing import Any

from adminsortable2.admin import SortableAdminBase
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from bulletins.admin.issue_forms import IssueForm, NewIssueForm
from bulletins.admin.issue_items import IssueItemInline
from bulletins.admin.issue_placing import IssuePlacing
from bulletins.admin.issue_publishing import IssuePublishing
from bulletins.admin.issue_waiving import IssueWaiving
from bulletins.admin.links import IssueLinks
from bulletins.admin.people import person_of
from bulletins.admin.refusals import RefusingAdmin
from bulletins.models import Issue
from bulletins.workflow.arranging import take_out
from bulletins.workflow.compilation import compile_issue, redate_issue


@admin.register(Issue)
class IssueAdmin(
    IssuePlacing,
    IssueWaiving,
    IssuePublishing,
    IssueLinks,
    SortableAdminBase,  # type: ignore[misc]  # untyped
    RefusingAdmin,
):
    """One number of a series."""

    inlines = (IssueItemInline,)
    list_display = ("appears", "bulletin", "issue_date", "condition", "item_count", "published_by")
    list_display_links = ("appears",)
    list_filter = ("status", "bulletin")
    list_select_related = ("bulletin", "published_by")
    date_hierarchy = "issue_date"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Issue]:
        """Count the items with the list; leave what was frozen where it is."""
        issues: QuerySet[Issue] = super().get_queryset(request)
        return issues.defer("document", "evidence").annotate(item_count=Count("items"))

    # --- Permissions ----------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Issue | None = None) -> bool:
        """A published issue is looked at only."""
        return super().has_change_permission(request, obj) and not (obj and obj.is_published)

    def has_delete_permission(self, request: HttpRequest, obj: Issue | None = None) -> bool:
        """A published issue stays."""
        return super().has_delete_permission(request, obj) and not (obj and obj.is_published)

    # --- The page -------------------------------------------------------------------------------

    def get_form(
        self,
        request: HttpRequest,
        obj: Issue | None = None,
        change: bool = False,
        **kwargs: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Give the form to begin an issue, or the one to re-date it."""
        form = IssueForm if obj else NewIssueForm
        return super().get_form(request, obj, change, form=form, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Issue | None = None) -> Any:  # noqa: ANN401
        """Show the fields of the form of the moment."""
        return [(None, {"fields": [(IssueForm if obj else NewIssueForm).Meta.fields]})]

    def get_inlines(self, request: HttpRequest, obj: Issue | None) -> Any:  # noqa: ANN401
        """An issue that is being begun has no items."""
        return self.inlines if obj else ()

    def page_context(self, request: HttpRequest, obj: Issue | None) -> dict[str, Any]:
        """Add what waits to be placed, what the checks say, how file and links fare."""
        shown = super().page_context(request, obj) | {"show_save_and_add_another": False}
        if obj is None:
            return shown
        person = person_of(request)
        return shown | self.placing(obj) | self.publishing(obj, person) | self.links(obj, person)

    def save_model(self, request: HttpRequest, obj: Issue, form: Any, change: bool) -> None:  # noqa: ANN401
        """Begin or move an issue through the workflow."""
        if not change:
            obj.pk = compile_issue(obj.bulletin, obj.issue_date, person_of(request)).pk
            obj.refresh_from_db()
            return
        window = (obj.window_start, obj.window_end)
        redate_issue(obj, obj.issue_date, window, person_of(request))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: ANN401
        """Take the ticked articles out through the workflow; then save the order of the others."""
        for ticked in formset.deleted_forms:
            take_out(form.instance, ticked.instance.article_id, person_of(request))
        super().save_formset(request, form, formset, change)

    def delete_model(self, request: HttpRequest, obj: Issue) -> None:
        """Take the articles out first: the log says so of each."""
        for article in obj.articles.all():
            take_out(obj, article.pk, person_of(request))
        super().delete_model(request, obj)

    def response_add(
        self, request: HttpRequest, obj: Issue, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on to fill the issue."""
        request.POST = request.POST.copy() | {"_continue": "1"}  # type: ignore[assignment]  # a changed copy of the same
        return super().response_add(request, obj, post_url_continue)

    # --- The list -------------------------------------------------------------------------------

    @admin.display(description=_("issue"), ordering="number")
    def appears(self, issue: Issue) -> str:
        """The number, or when it is to appear."""
        return issue.number_text

    @admin.display(description=_("status"), ordering="status")
    def condition(self, issue: Issue) -> str:
        """The status as a badge."""
        return format_html(
            '<span class="badge badge-{}">{}</span>', issue.status, issue.get_status_display()
        )

    @admin.display(description=_("items"))
    def item_count(self, issue: Any) -> int:  # noqa: ANN401 - annotated
        """How many articles it holds."""
        return int(issue.item_count)
