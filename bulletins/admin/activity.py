"""Activity: what was decided, by whom. Read only; searched, filtered, taken away as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bulletins.admin.activity_search import find_activities
from bulletins.admin.labels import change_of
from bulletins.models import Activity
from desk.pages import ReadOnlyAdmin
from desk.spreadsheets import csv_file

#: Rows that are read at a time for the file.
_AT_A_TIME = 1000


@admin.register(Activity)
class ActivityAdmin(ReadOnlyAdmin):
    """Decisions about articles and issues, the latest first."""

    change_list_template = "bulletins/desk/activity_list.html"
    list_display = ("at", "actor", "verb", "about", "change", "comment")
    list_filter = ("verb", "actor")
    list_select_related = ("actor", "article", "issue")
    search_fields = ("article__title",)  # has the box shown; see get_search_results
    date_hierarchy = "at"
    fields = ("at", "actor", "verb", "article", "issue", "change", "digest", "comment")

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the file."""
        return [self.list_path("export", require_safe(self.export)), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Activity]:
        """Leave the texts where they are."""
        activities: QuerySet[Activity] = super().get_queryset(request)
        return activities.defer("article__body_html", "issue__document", "issue__evidence")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Activity], search_term: str
    ) -> tuple[QuerySet[Activity], bool]:
        """Keep what fits every word."""
        return find_activities(queryset, search_term), False

    def export(self, request: HttpRequest) -> StreamingHttpResponse:
        """Give the list as it is filtered and searched, whole, for a spreadsheet."""
        if not self.has_view_permission(request):
            raise PermissionDenied(_t("You do not have permission to see this page."))
        names = ("at", "actor", "verb", "article", "issue", "change", "digest", "comment")
        header = [label_for_field(name, Activity, self) for name in names]
        rows = self._rows(self.get_changelist_instance(request).get_queryset(request))
        return csv_file(f"activity-{timezone.localdate()}", header, rows)

    def _rows(self, activities: QuerySet[Activity]) -> Iterator[tuple[object, ...]]:
        for each in activities.iterator(chunk_size=_AT_A_TIME):
            yield (
                f"{timezone.localtime(each.at):%Y-%m-%d %H:%M:%S}", each.actor,
                each.get_verb_display(), each.article, each.issue, change_of(each), each.digest,
                each.comment,
            )  # fmt: skip

    @admin.display(description=_("about"))
    def about(self, activity: Activity) -> str:
        """The article or issue."""
        return str(activity.article or activity.issue)

    @admin.display(description=_("status"))
    def change(self, activity: Activity) -> str:
        """The status before and after."""
        return change_of(activity)
