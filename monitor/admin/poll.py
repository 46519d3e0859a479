"""Polls: the record of attempts."""

from __future__ import annotations

from django.contrib import admin

from desk.pages import ReadOnlyAdmin
from monitor.models import Poll


@admin.register(Poll)
class PollAdmin(ReadOnlyAdmin):
    """Each attempt at a source, failed ones too."""

    list_display = (
        "started_at", "source", "status", "http_status", "seen", "new", "changed", "seconds",
        "error",
    )  # fmt: skip
    list_filter = ("status", "source")
    list_select_related = ("source",)
    date_hierarchy = "started_at"
