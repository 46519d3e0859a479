"""What a person says to a source that seems to be redesigned: that it is read well all the same."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.pages import DeskAdmin
from monitor.health.golden import forget
from monitor.models import Source


class SourceHealth(DeskAdmin):
    """Mixed into the pages of sources."""

    def get_urls(self) -> list[URLPattern]:
        """Add the button's address."""
        return [
            self.object_path("forget_golden", require_POST(self.forget_golden)),
            *super().get_urls(),
        ]

    def forget_golden(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Compare with another page from now on."""
        source: Source = self.visible_object(request, pk)
        if not self.has_change_permission(request, source):
            raise PermissionDenied(_("You do not have permission to change sources."))
        if forget(source, timezone.now()):
            message = _("A newer page of this source is compared from now on.")
            self.log_change(request, source, message)
            messages.success(request, message)
        return redirect(self.url_of("change", pk))
