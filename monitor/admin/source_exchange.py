"""Sources in and out: from the starter catalogue, from a file, into a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from desk.pages import DeskAdmin
from leases.hints import hint
from monitor.errors import ParseError
from monitor.exchange.catalogue import catalogue
from monitor.exchange.importing import MAX_BYTES, Planned, Verdict, add, plan, read_file
from monitor.exchange.json_file import read_json, write_json, write_records
from monitor.exchange.opml import write_opml
from monitor.exchange.records import Record
from monitor.exchange.reporting import LABELS, summary
from monitor.models import Source

#: A form may hold a thousand fields; longer lists are imported on the command line.
MAX_CHOICES = 900


class FileForm(forms.Form):
    """A file of sources."""

    file = forms.FileField(label=_("file"), help_text=_("JSON of this program, or OPML."))


class SourceExchange(DeskAdmin):
    """Mixed into the pages of sources."""

    actions: tuple[str, ...] = ("export_json", "export_opml")

    def get_urls(self) -> list[URLPattern]:
        """Add the pages' addresses."""
        return [
            self.list_path("catalogue", self.catalogue),
            self.list_path("import", self.import_file),
            self.list_path("export", require_safe(self.export)),
            *super().get_urls(),
        ]

    def catalogue(self, request: HttpRequest) -> HttpResponse:
        """Show the starter catalogue, and add what is chosen of it."""
        self._require_add(request)
        if request.method == "POST":
            return self._add(request, catalogue())
        return self._choose(request, catalogue(), _t("Add from the catalogue"))

    def import_file(self, request: HttpRequest) -> HttpResponse:
        """Take a file, show what is in it, and add what is chosen of it."""
        self._require_add(request)
        form = FileForm(request.POST or None, request.FILES or None)
        title, problem = _t("Import sources"), ""
        try:
            if document := request.POST.get("document"):
                return self._add(request, read_json(document))
            if request.method == "POST" and form.is_valid():
                records = _uploaded(form.cleaned_data["file"])
                return self._choose(request, records, title, write_records(records))
        except ParseError as error:
            form, problem = FileForm(), str(error)
        return self._page(request, "import", title=title, form=form, problem=problem)

    def export(self, request: HttpRequest) -> HttpResponse:
        """Give all sources as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied(_t("You do not have permission to see this page."))
        return _file(Source.objects.all(), request.GET.get("format", "json"))

    @admin.action(description=_("Export the selected sources as JSON"), permissions=["view"])
    def export_json(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse:
        """Give them without loss."""
        return _file(queryset, "json")

    @admin.action(description=_("Export the selected sources as OPML"), permissions=["view"])
    def export_opml(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse:
        """Give them as other feed readers understand them."""
        return _file(queryset, "opml")

    def _require_add(self, request: HttpRequest) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied(_t("You do not have permission to add sources."))

    def _plan(self, request: HttpRequest, records: Sequence[Record]) -> list[Planned]:
        may_be_private = request.user.is_superuser
        return plan(records, Source.objects.all(), may_be_private=may_be_private)

    def _choose(
        self, request: HttpRequest, records: Sequence[Record], title: str, document: str = ""
    ) -> HttpResponse:
        """Show of each record whether it would be added, and why not; nothing is fetched."""
        planned = self._plan(request, records)
        planned.sort(key=lambda item: item.verdict != Verdict.ADD)
        rows = [(item, LABELS[item.verdict]) for item in planned]
        new = sum(item.verdict == Verdict.ADD for item in planned)
        return self._page(
            request, "choose", title=title, rows=rows, new=new, count=len(rows), document=document
        )

    def _add(self, request: HttpRequest, records: Sequence[Record]) -> HttpResponse:
        names = set(request.POST.getlist("chosen"))
        planned = self._plan(request, records)
        chosen = [item for item in planned if item.source and item.source.name in names]
        with transaction.atomic():
            added = add(chosen)
            for source in added:
                self.log_addition(request, source, "import")
        ids = [source.pk for source in added if source.is_enabled]
        transaction.on_commit(lambda: hint("monitor.tasks.poll_sources", ids))
        messages.success(request, summary(planned, added))
        return redirect(self.url_of("changelist"))

    def _page(self, request: HttpRequest, name: str, **context: Any) -> HttpResponse:  # noqa: ANN401
        context |= {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, f"admin/monitor/source/{name}.html", context)


def _uploaded(file: Any) -> list[Record]:  # noqa: ANN401 - as Django gives it
    records = read_file(file.read(MAX_BYTES + 1))
    if len(records) > MAX_CHOICES:
        raise ParseError(
            _t("The file holds %(count)s sources: an administrator imports so many by command.")
            % {"count": len(records)}
        )
    return records


def _file(sources: QuerySet[Source], written_as: str) -> HttpResponse:
    now = timezone.now()
    is_opml = written_as == "opml"
    content = write_opml(sources, now) if is_opml else write_json(sources)
    name = f"sources-{timezone.localdate(now)}.{'opml' if is_opml else 'json'}"
    content_type = "text/x-opml; charset=utf-8" if is_opml else "application/json"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=disposition)
