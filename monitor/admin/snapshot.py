"""Snapshots: pages as fetched. They leave the desk as files only, never as pages."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from desk.pages import ReadOnlyAdmin
from monitor.models import Snapshot


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnlyAdmin):
    """Evidence of what pages said."""

    list_display = ("fetched_at", "entry", "size", "fingerprint", "download_link")
    list_select_related = ("entry",)
    search_fields = ("url", "sha256", "entry__title")
    date_hierarchy = "fetched_at"
    fields = ("entry", "url", "fetched_at", "sha256", "size", "download_link")

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the file."""
        return [self.object_path("download", require_safe(self.download)), *super().get_urls()]

    def download(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the page's bytes as a file that no browser renders: they are hostile."""
        snapshot: Snapshot = self.visible_object(request, pk)
        response = HttpResponse(snapshot.body, content_type="application/octet-stream")
        name = f"snapshot-{pk}-{snapshot.sha256[:12]}.html"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response

    @admin.display(description="SHA-256")
    def fingerprint(self, snapshot: Snapshot) -> str:
        """The beginning of the hash; the page of the snapshot shows it whole."""
        return snapshot.sha256[:12]

    @admin.display(description=_("file"))
    def download_link(self, snapshot: Snapshot) -> str:
        """A link to the file."""
        return format_html(
            '<a href="{}">{}</a>', self.url_of("download", snapshot.pk), _("Download")
        )
