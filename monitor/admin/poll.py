"""Polls: the record of attempts."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from desk.pages import ReadOnlyAdmin
from monitor.models import Poll


@admin.register(Poll)
class PollAdmin(ReadOnlyAdmin):
    """Each attempt at a source, failed ones too."""

    empty_hint = _("Each poll of a source will stand here, with what it brought.")
    list_display = (
        "started_at", "source", "status", "http_status", "seen", "new", "changed", "seconds",
        "error",
    )  # fmt: skip
    list_filter = ("status", "source")
    list_select_related = ("source",)
    date_hierarchy = "started_at"
