"""Checking, previewing and publishing an issue."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bulletins.admin.people import person_of
from bulletins.admin.refusals import refusals_as_messages
from bulletins.models import BackIssue, Issue, Rendition
from bulletins.numerals import issue_number_text
from bulletins.rendering.pdf import RenderingError
from bulletins.workflow.checking import findings_of
from bulletins.workflow.compilation import document_of
from bulletins.workflow.publication import render_document, sign
from bulletins.workflow.transitions import steps_for
from desk.pages import DeskAdmin


class IssuePublishing(DeskAdmin):
    """Adds checks, preview and publication to the page of an issue."""

    def get_urls(self) -> list[URLPattern]:
        """Add both addresses."""
        return [
            self.object_path("preview", require_safe(self.preview)),
            self.object_path("publish", require_http_methods(["GET", "POST"])(self.publish)),
            *super().get_urls(),
        ]

    def publishing(self, issue: Issue, person: User) -> dict[str, Any]:
        """Give what the checks say, the button with its refusal, and the file's state."""
        is_back_issue = BackIssue.objects.filter(issue=issue).exists()
        findings = findings_of(issue) if is_back_issue or not issue.is_published else []
        blocked = any(finding.is_blocking for finding in findings)
        renditions = list(issue.renditions.all())
        return {
            "issue": issue,
            "findings": findings,
            "is_blocked": blocked,
            "publish_steps": steps_for(issue, person),
            "renditions": renditions,
            "is_back_issue": is_back_issue,
            "may_waive": not issue.is_published and person.has_perm("bulletins.change_issue"),
            "may_retry": person.has_perm("bulletins.publish_issue"),
            "is_waiting": any(row.state == Rendition.State.WAITING for row in renditions),
        }

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Print the issue as it stands and show the PDF; if that fails, say why."""
        issue: Issue = self.visible_object(request, pk)
        document = issue.frozen_document() if issue.is_published else document_of(issue, None)
        with tempfile.TemporaryDirectory(prefix="zhoubao-preview-") as folder:
            output = Path(folder) / "preview.pdf"
            try:
                render_document(document, output, issue.evidence)
            except RenderingError as error:
                return self._failed_preview(request, issue, error)
            response = HttpResponse(output.read_bytes(), content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="preview.pdf"'
        response["Cache-Control"] = "no-store"
        return response

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask once more, showing the number that will be given; then publish."""
        issue: Issue = self.visible_object(request, pk)
        if not request.user.has_perm("bulletins.publish_issue"):
            raise PermissionDenied(_("You do not have permission to publish issues."))
        if request.method == "POST":
            with refusals_as_messages(request):
                sign(issue, person_of(request))
                message = _("Published as %(number)s. The PDF is being made.")
                messages.success(request, message % {"number": issue.number_text})
        elif not issue.is_published:
            return self._confirmation(request, issue)
        return redirect(self.url_of("change", pk))

    def _confirmation(self, request: HttpRequest, issue: Issue) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            **self.publishing(issue, person_of(request)),
            "title": _("Publish?"),
            "opts": self.opts,
            "number_text": issue_number_text(issue.bulletin.last_number + 1),
            "document": document_of(issue, issue.bulletin.last_number + 1),
        }
        return TemplateResponse(request, "bulletins/desk/publish.html", context)

    def _failed_preview(
        self, request: HttpRequest, issue: Issue, error: RenderingError
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("The preview could not be made"),
            "issue": issue,
            "reason": error.reason,
            "opts": self.opts,
        }
        return TemplateResponse(request, "bulletins/desk/preview_failed.html", context, status=500)
