"""Back issues: a file is received, looked at, and imported or given up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bulletins.admin.people import person_of
from bulletins.importing.files import ENDINGS, MOST_BYTES
from bulletins.models import BackIssue, Bulletin
from bulletins.workflow.back_issues import (
    NotABulletinFileError,
    discard_back_issue,
    import_back_issue,
    receive_back_issue,
    stored_findings,
    take_page,
)
from bulletins.workflow.errors import WorkflowError
from desk.pages import ReadOnlyAdmin


class ReceiveForm(forms.Form):
    """A file and the series it belongs to."""

    bulletin = forms.ModelChoiceField(Bulletin.objects.all(), label=_("bulletin"))
    file = forms.FileField(
        label=_("file"),
        help_text=_("A .docx, .pdf, .txt or .md file of one issue, at most 50 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as Django has them
        """Choose the bulletin if there is only one."""
        super().__init__(*args, **options)
        series = list(Bulletin.objects.all()[:2])
        if len(series) == 1:
            self.initial["bulletin"] = series[0].pk

    def clean_file(self) -> Any:  # noqa: ANN401 - Django's uploaded file
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_t("The file is larger than 50 MB."))
        return file


@admin.register(BackIssue)
class BackIssueAdmin(ReadOnlyAdmin):
    """The files of old bulletins."""

    empty_hint = _("Files of old issues are brought here, looked at and imported.")
    list_display = ("name", "bulletin", "issue", "faults", "received_by", "received_at")
    list_filter = ("bulletin",)
    list_select_related = ("bulletin", "issue__bulletin", "received_by")
    search_fields = ("name", "sha256", "issue__number")
    fields = ("bulletin", "issue", "name", "sha256", "received_by", "received_at")
    change_form_template = "bulletins/desk/back_issue.html"
    change_list_template = "bulletins/desk/back_issues.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the upload and of the buttons."""
        return [
            self.list_path("receive", require_http_methods(["GET", "POST"])(self.receive)),
            self.object_path("import", require_POST(self.import_)),
            self.object_path("discard", require_POST(self.discard)),
            self.object_path("original", require_safe(self.original)),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[BackIssue]:
        """Leave out what the list does not show."""
        rows: QuerySet[BackIssue] = super().get_queryset(request)
        return rows.defer("issue__document")

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Whether the person may bring files."""
        return request.user.has_perm("bulletins.import_issue")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the button to those who may bring files."""
        context = {"may_import": self.has_import_permission(request)}
        return super().changelist_view(request, (extra_context or {}) | context)

    def page_context(self, request: HttpRequest, obj: BackIssue | None) -> dict[str, Any]:
        """Show what was read, and what is wrong with it."""
        shown: dict[str, Any] = {}
        if obj:
            shown = {
                "back_issue": obj,
                "findings": stored_findings(obj),
                "may_import": self.has_import_permission(request),
            }
        return super().page_context(request, obj) | shown

    def receive(self, request: HttpRequest) -> HttpResponse:
        """Take a file; what is no bulletin becomes an entry, and the page says why."""
        if not self.has_import_permission(request):
            raise PermissionDenied(_t("You do not have permission to import back issues."))
        form = ReceiveForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            series = form.cleaned_data["bulletin"]
            try:
                row = receive_back_issue(series, file.name, file.read(), person_of(request))
                return redirect(self.url_of("change", row.pk))
            except NotABulletinFileError as refused:
                form.add_error("file", _taken_or_refused(refused))
            except WorkflowError as refused:
                form.add_error(None, str(refused))
        context = {
            **self.admin_site.each_context(request),
            "title": _t("Import a back issue"),
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "bulletins/desk/receive.html", context)

    def import_(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the issue."""
        row: BackIssue = self.visible_object(request, pk)
        try:
            issue = import_back_issue(row, person_of(request))
        except WorkflowError as refused:
            messages.error(request, str(refused))
            return redirect(self.url_of("change", pk))
        message = _t("Imported as %(number)s. The PDF is being made.")
        messages.success(request, message % {"number": issue.number_text})
        return redirect("admin:bulletins_issue_change", issue.pk)

    def discard(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the file up."""
        row: BackIssue = self.visible_object(request, pk)
        try:
            discard_back_issue(row, person_of(request))
        except WorkflowError as refused:
            messages.error(request, str(refused))
            return redirect(self.url_of("change", pk))
        messages.success(request, _t("The file was given up; nothing was imported."))
        return redirect(self.url_of("changelist"))

    def original(self, request: HttpRequest, pk: int) -> FileResponse:
        """Give the file as it came."""
        row: BackIssue = self.visible_object(request, pk)
        return FileResponse(row.file.open(), as_attachment=True, filename=row.name)

    @admin.display(description=_("findings"))
    def faults(self, row: BackIssue) -> int:
        """How many there are, hints left out."""
        return sum(finding["level"] != "hint" for finding in row.reading.get("findings", ()))


def _taken_or_refused(refused: NotABulletinFileError) -> str:
    if not refused.lines:
        return str(refused)
    take_page(refused)
    taken = _t("It was taken as an entry: “%(title)s”.") % {"title": refused.title}
    return " ".join([str(refused), taken, *(finding.message for finding in refused.findings)])
