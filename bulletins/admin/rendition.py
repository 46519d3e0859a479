"""Finished files: their state, hash and pages; download, and another try after a failure."""

from __future__ import annotations

from django.contrib import admin, messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from bulletins.admin.people import person_of
from bulletins.admin.refusals import refusals_as_messages
from bulletins.models import Rendition
from bulletins.workflow.publication import retry
from desk.pages import ReadOnlyAdmin


@admin.register(Rendition)
class RenditionAdmin(ReadOnlyAdmin):
    """The PDF of each published issue."""

    list_display = (
        "issue", "kind", "condition", "pages", "size", "fingerprint", "finished_at",
        "download_link",
    )  # fmt: skip
    list_filter = ("state", "kind")
    list_select_related = ("issue",)
    search_fields = ("sha256", "issue__number")
    fields = (
        "issue", "kind", "condition", "error", "attempts", "pages", "size", "sha256",
        "created_at", "finished_at", "download_link",
    )  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the file and of the button."""
        return [
            self.object_path("download", require_safe(self.download)),
            self.object_path("retry", require_POST(self.retry)),
            *super().get_urls(),
        ]

    def download(self, request: HttpRequest, pk: int) -> FileResponse:
        """Give the file."""
        rendition: Rendition = self.visible_object(request, pk)
        if rendition.state != Rendition.State.READY:
            raise Http404
        name = f"{rendition.issue}.{rendition.kind}"
        return FileResponse(rendition.file.open(), as_attachment=True, filename=name)

    def retry(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Have a failed file made again."""
        rendition: Rendition = self.visible_object(request, pk)
        with refusals_as_messages(request):
            if retry(rendition, person_of(request)):
                messages.info(request, _t("The file is being made again."))
        return redirect("admin:bulletins_issue_change", rendition.issue_id)

    @admin.display(description=_("state"), ordering="state")
    def condition(self, rendition: Rendition) -> str:
        """The state as a badge."""
        return format_html(
            '<span class="badge badge-{}">{}</span>',
            rendition.state,
            rendition.get_state_display(),
        )

    @admin.display(description="SHA-256")
    def fingerprint(self, rendition: Rendition) -> str:
        """The beginning of the hash; the page of the file shows it whole."""
        return rendition.sha256[:12]

    @admin.display(description=_("file"), empty_value="")
    def download_link(self, rendition: Rendition) -> str:
        """A link to a file that is ready."""
        if rendition.state != Rendition.State.READY:
            return ""
        address = self.url_of("download", rendition.pk)
        return format_html('<a href="{}">{}</a>', address, _("Download"))
