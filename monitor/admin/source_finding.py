"""Adding a source by its address, and testing one: what it brings is shown before it is saved."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from content.hosts import belongs, host_of
from desk.pages import DeskAdmin
from monitor.admin.source_form import AddressForm, ReadingForm
from monitor.discovery.finding import Candidate, discover
from monitor.discovery.outlet import outlet_of
from monitor.discovery.visit import preview
from monitor.errors import MonitorError
from monitor.exchange.catalogue import catalogue
from monitor.exchange.records import record_of, source_of
from monitor.models import Source
from monitor.pipeline.items import FoundItem, link_key

_SHOWN = 10


class SourceFinding(DeskAdmin):
    """Mixed into the pages of sources."""

    def get_urls(self) -> list[URLPattern]:
        """Add the pages' addresses."""
        test = require_POST(self.preview)
        return [
            self.list_path("find", self.find),
            self.list_path("preview", test),
            self.object_path("preview_changed", test),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Begin with the address: the empty form is for those who ask for it with a kind."""
        if request.method == "GET" and not request.GET and self.has_add_permission(request):
            return redirect(self.url_of("find"))
        return super().add_view(request, form_url, extra_context)

    def find(self, request: HttpRequest) -> HttpResponse:
        """Ask for an address; show the ways to monitor it, each with its first items."""
        if not self.has_add_permission(request):
            raise PermissionDenied(_("You do not have permission to add sources."))
        form = AddressForm(request.POST or None)
        if not request.user.is_superuser:
            del form.fields["allow_private"]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add a source by its address"), "opts": self.opts, "form": form,
        }  # fmt: skip
        if form.is_valid():
            found = discover(
                form.cleaned_data["url"],
                allow_private=form.cleaned_data.get("allow_private", False),
            )
            context |= {
                "found": found,
                "proposals": [self._proposal(one, found.title) for one in found.candidates],
            }
        return TemplateResponse(request, "admin/monitor/source/find.html", context)

    def _proposal(self, candidate: Candidate, title: str) -> dict[str, object]:
        """Give what the page shows of a candidate, and the address of the form filled with it."""
        source = candidate.source
        source.name = title[:100]
        known = list(Source.objects.all())
        told = outlet_of(source.url, [*known, *map(source_of, catalogue())])
        source.source_class, source.hosts = told["source_class"], told["hosts"]
        here = link_key(source.url)
        return {
            "source": source,
            "candidate": candidate,
            "known": next((one for one in known if link_key(one.url) == here), None),
            "add_url": f"{self.url_of('add')}?{urlencode(record_of(source))}",
            **_shown(candidate.items, source),
        }

    def preview(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Read a source with the settings as they stand in the form, and store nothing."""
        stored: Source | None = self.visible_object(request, pk) if pk else None
        if not self._may_test(request, stored):
            raise PermissionDenied(_("You do not have permission to test sources."))
        may_be_private = _may_be_private(request, stored)
        form = ReadingForm(request.POST, instance=stored)
        context = {
            **self.admin_site.each_context(request),
            "title": _("What the source brings"), "opts": self.opts, "form": form,
        }  # fmt: skip
        if form.is_valid():
            form.instance.hosts = request.POST.get("hosts", "")
            form.instance.allow_private = may_be_private
            context |= _read(form.instance)
        page = "items" if "bare" in request.GET else "preview"
        return TemplateResponse(request, f"admin/monitor/source/{page}.html", context)

    def _may_test(self, request: HttpRequest, stored: Source | None) -> bool:
        if stored is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, stored)


def _may_be_private(request: HttpRequest, stored: Source | None) -> bool:
    """An administrator says so now, or has said so of this very address."""
    if request.user.is_superuser:
        return "allow_private" in request.POST
    return bool(stored and stored.allow_private and stored.url == request.POST.get("url"))


def _read(source: Source) -> dict[str, object]:
    try:
        return _shown(preview(source), source)
    except MonitorError as error:
        return {"problem": str(error)}


def _shown(items: tuple[FoundItem, ...], source: Source) -> dict[str, object]:
    """Give the first items; of each, whether its link leads to a host of the outlet."""
    first = [
        (item, not source.own_hosts or belongs(host_of(item.url), source.own_hosts))
        for item in items[:_SHOWN]
    ]
    return {"items": first, "count": len(items)}
