"""Letting a blocking finding of an issue pass, with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bulletins.admin.people import person_of
from bulletins.admin.refusals import refusals_as_messages
from bulletins.models import Issue
from bulletins.workflow.checking import waive
from desk.pages import DeskAdmin


class IssueWaiving(DeskAdmin):
    """Adds the button beside a finding."""

    def get_urls(self) -> list[URLPattern]:
        """Add the button's address."""
        return [self.object_path("waive", require_POST(self.waive)), *super().get_urls()]

    def waive(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the reason and the person."""
        issue: Issue = self.visible_object(request, pk)
        item = request.POST.get("item", "")
        with refusals_as_messages(request):
            waive(
                issue,
                int(item) if item.isdecimal() else 0,
                request.POST.get("rule", ""),
                request.POST.get("reason", ""),
                person_of(request),
            )
            messages.success(request, _("The finding may pass; your reason is kept."))
        return redirect(self.url_of("change", pk))
