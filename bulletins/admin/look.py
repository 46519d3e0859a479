"""The look of a series: its form beside the PDF, which follows before anything is saved."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bulletins.admin.look_form import LookForm
from bulletins.models import Bulletin
from bulletins.rendering.pdf import RenderingError
from bulletins.workflow.specimens import specimen, specimen_name
from desk.pages import DeskAdmin


class BulletinLook(DeskAdmin):
    """Mixed into the page of a series."""

    def get_urls(self) -> list[URLPattern]:
        """Add the look's addresses."""
        return [
            self.object_path("look", require_http_methods(["GET", "POST"])(self.look)),
            self.object_path("look_preview", require_POST(self.look_preview)),
            self.object_path("look_pdf", require_safe(self.look_pdf), "<slug:digest>/"),
            *super().get_urls(),
        ]

    def look(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form; save it for the issues that are published from now on."""
        bulletin = self._changeable(request, pk)
        form = LookForm(request.POST or None, look=bulletin.printed_look())
        if request.method == "POST" and form.is_valid():
            bulletin.look = form.look().to_json()
            bulletin.save(update_fields=["look"])
            self.log_change(request, bulletin, _("Look changed."))
            messages.success(request, _("The look is saved. Published issues stay as they are."))
            return redirect(self.url_of("look", pk))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Look of %(bulletin)s") % {"bulletin": bulletin},
            "bulletin": bulletin,
            "form": form,
        }
        return TemplateResponse(request, "bulletins/desk/look/page.html", context)

    def look_preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what the form as it stands would print, or what is wrong with it.

        ``shown`` is the file that the page shows already: if it is still the one, nothing is sent.
        """
        bulletin = self._changeable(request, pk)
        form = LookForm(request.POST, look=bulletin.printed_look())
        context: dict[str, object] = {"bulletin": bulletin, "form": form}
        if form.is_valid():
            try:
                digest = PurePosixPath(specimen(bulletin, form.look())).stem
            except RenderingError as error:
                context["error"] = error.reason
            else:
                context["digest"] = digest
                if digest == request.POST.get("shown"):
                    return HttpResponse(status=204)
        return render(request, "bulletins/desk/look/preview.html", context)

    def look_pdf(self, request: HttpRequest, pk: int, digest: str) -> HttpResponseBase:
        """Give the file that the preview names."""
        bulletin = self._changeable(request, pk)
        try:
            file = default_storage.open(specimen_name(bulletin, digest))
        except FileNotFoundError as error:
            raise Http404 from error
        answer = FileResponse(file, content_type="application/pdf")
        answer["Content-Disposition"] = 'inline; filename="specimen.pdf"'
        answer["Cache-Control"] = "no-store"
        return answer

    def _changeable(self, request: HttpRequest, pk: int) -> Bulletin:
        bulletin: Bulletin = self.visible_object(request, pk)
        if not self.has_change_permission(request, bulletin):
            raise PermissionDenied(_("You do not have permission to see this page."))
        return bulletin
