"""Stories, on the pages of entries: the outlets of a text, and an editor's word on what it is."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from desk.pages import DeskAdmin
from monitor.grouping import appearances, join, kept_apart, split
from monitor.models import Copy, Entry
from monitor.pipeline.group import in_time_order, originator, outlets


class CopiesFilter(admin.SimpleListFilter):
    """One line per story, unless every copy is asked for."""

    title = _("reprints")
    parameter_name = "copies"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
        """Offer the other choice."""
        return [("all", _("every copy"))]

    def choices(self, changelist: Any) -> Any:  # noqa: ANN401
        """Name the choice that Django calls “All”."""
        first, *others = super().choices(changelist)
        return [first | {"display": _("one per story")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        """Keep the canonical copies."""
        return queryset if self.value() else queryset.one_per_story()  # type: ignore[attr-defined]  # of EntryQuerySet


class StoryPages(DeskAdmin):
    """Mixed into the page of an entry."""

    actions = ("join_selected",)

    def get_urls(self) -> list[URLPattern]:
        """Add the buttons' addresses."""
        return [
            self.object_path("split", require_POST(self.split)),
            self.object_path("join", require_POST(self.join), tail="<int:other>/"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        """Count the copies."""
        copies = Copy.objects.filter(story=OuterRef("copy__story")).order_by().values("story")
        count = copies.annotate(count=Count("pk")).values("count")
        entries: QuerySet[Entry] = super().get_queryset(request)
        return entries.annotate(copies=Subquery(count, output_field=IntegerField()))

    def has_regroup_permission(self, request: HttpRequest) -> bool:
        """Whether the person may say what belongs to a story."""
        return request.user.has_perm("monitor.change_story")

    def page_context(self, request: HttpRequest, obj: Entry | None) -> dict[str, Any]:
        """Show the outlets that ran the text, and nearly equal texts that are not taken for it."""
        shown: dict[str, Any] = {}
        copy = Copy.objects.select_related("story").filter(pk=obj.pk).first() if obj else None
        if obj and copy:
            copies = in_time_order(appearances(copy.story_id))
            shown = {
                "story": copy.story,
                "copies": copies,
                "outlets": outlets(copies),
                "originator": originator(copies),
                "kept_apart": kept_apart(obj),
                "may_regroup": self.has_regroup_permission(request),
            }
        return super().page_context(request, obj) | shown

    def split(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take an entry out of its story."""
        entry = self._regroupable(request, pk)
        if split(pk):
            self.log_change(request, entry, "split")
            messages.success(request, _t("This text is a story of its own now."))
        return redirect(self.url_of("change", pk))

    def join(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """Make one story of an entry's and another's."""
        entry = self._regroupable(request, pk)
        self._join(request, [entry, self._regroupable(request, other)])
        return redirect(self.url_of("change", pk))

    @admin.action(description=_("Make one story of the selected entries"), permissions=["regroup"])
    def join_selected(self, request: HttpRequest, queryset: QuerySet[Entry]) -> None:
        """Make one story of several."""
        self._join(request, list(queryset))

    def _join(self, request: HttpRequest, entries: list[Entry]) -> None:
        count = join(entry.pk for entry in entries)
        for entry in entries:
            self.log_change(request, entry, "join")
        message = ngettext("They are one story.", "%(count)d stories are one now.", count)
        messages.success(request, message % {"count": count})

    def _regroupable(self, request: HttpRequest, pk: int) -> Entry:
        entry: Entry = self.visible_object(request, pk)
        if not self.has_regroup_permission(request):
            raise PermissionDenied(_t("You do not have permission to change stories."))
        return entry

    @admin.display(description=_("reprints"), empty_value="")
    def reprints(self, entry: Any) -> str:  # noqa: ANN401 - annotated
        """How many others there are."""
        others = (entry.copies or 1) - 1
        if not others:
            return ""
        return ngettext("%(count)d reprint", "%(count)d reprints", others) % {"count": others}
