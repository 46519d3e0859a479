"""Snapshots: pages as fetched, looked at in a frame where they can do nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from desk.pages import ReadOnlyAdmin
from monitor.admin.snapshot_files import SnapshotFiles
from monitor.errors import SnapshotError
from monitor.models import Snapshot
from monitor.pipeline.snapshots import verified


@admin.register(Snapshot)
class SnapshotAdmin(SnapshotFiles, ReadOnlyAdmin):
    """Evidence of what pages said."""

    empty_hint = _("Each page that is read is kept here as it was fetched.")
    list_display = ("fetched_at", "entry", "size", "fingerprint", "kept_until", "download_link")
    list_select_related = ("entry",)
    list_filter = ("entry__is_kept",)
    search_fields = ("url", "sha256", "entry__title")
    date_hierarchy = "fetched_at"
    fields = ("entry", "url", "fetched_at", "sha256", "size", "kept_until")

    def page_context(self, request: HttpRequest, obj: Snapshot | None) -> dict[str, Any]:
        """Verify the files now, and show the answer that brought the page."""
        shown: dict[str, Any] = {}
        if obj:
            shown = _verification(obj)
        return super().page_context(request, obj) | shown

    @admin.display(description="SHA-256")
    def fingerprint(self, snapshot: Snapshot) -> str:
        """The beginning of the hash; the page of the snapshot shows it whole."""
        return snapshot.sha256[:12]

    @admin.display(description=_("kept until"))
    def kept_until(self, snapshot: Snapshot) -> str:
        """The day on which it goes, by the rule of retention."""
        if snapshot.entry.is_kept or not settings.SNAPSHOT_DAYS:
            return _t("for ever")
        last = snapshot.fetched_at + timedelta(days=settings.SNAPSHOT_DAYS)
        return date_format(timezone.localdate(last))

    @admin.display(description=_("file"))
    def download_link(self, snapshot: Snapshot) -> str:
        """A link to the file."""
        return format_html(
            '<a href="{}">{}</a>', self.url_of("download", snapshot.pk), _("Download")
        )


def _verification(snapshot: Snapshot) -> dict[str, Any]:
    try:
        pages = verified(snapshot)
    except SnapshotError as error:
        return {"snapshot_error": error}
    return {"pages": pages, "pictures": snapshot.pictures.count()}
