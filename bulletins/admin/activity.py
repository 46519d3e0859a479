"""Activity: what was decided, by whom. Read only."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from bulletins.admin.labels import change_of
from bulletins.models import Activity
from desk.pages import ReadOnlyAdmin


@admin.register(Activity)
class ActivityAdmin(ReadOnlyAdmin):
    """Decisions about articles and issues, the latest first."""

    list_display = ("at", "actor", "verb", "about", "change", "comment")
    list_filter = ("verb", "actor")
    list_select_related = ("actor", "article", "issue")
    search_fields = ("article__title", "comment")
    date_hierarchy = "at"
    fields = ("at", "actor", "verb", "article", "issue", "change", "digest", "comment")

    @admin.display(description=_("about"))
    def about(self, activity: Activity) -> str:
        """The article or issue."""
        return str(activity.article or activity.issue)

    @admin.display(description=_("status"))
    def change(self, activity: Activity) -> str:
        """The status before and after."""
        return change_of(activity)
