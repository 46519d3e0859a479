"""The readers' pages. Whatever they show of an issue is read from its frozen document."""

from __future__ import annotations

import logging

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bulletins.archive.access import for_readers
from bulletins.archive.forms import SearchForm
from bulletins.archive.listing import ListedIssue, search
from bulletins.archive.volumes import volumes
from bulletins.models import Article, Issue, Rendition
from bulletins.rendering.document import Document
from bulletins.rendering.outputs import OUTPUTS
from bulletins.workflow.publication import other_output
from search.results import read_changes

logger = logging.getLogger(__name__)

ISSUES_PER_PAGE = 12
#: What readers get beside the PDF.
READERS_FORMATS = ("docx", "html", "json")


@require_safe
@for_readers
def issue_list(request: HttpRequest) -> HttpResponse:
    """List the published issues, the newest first."""
    published = Issue.objects.published().select_related("bulletin")
    years = [day.year for day in published.dates("issue_date", "year", order="DESC")]
    form = SearchForm(request.GET, years)
    words: list[str] = []
    found = published.none()
    if form.is_valid():
        words = form.words
        if words:
            read_changes(Article)
        found = search(published, words, form.cleaned_data["year"])
    # Documents are heavy: those of this page are read, those of the others not even sorted.
    ids = found.values_list("pk", flat=True)
    page = Paginator(ids, ISSUES_PER_PAGE).get_page(request.GET.get("page"))
    shown = published.filter(pk__in=list(page)).prefetch_related("amendments")
    context = {
        "form": form,
        "page": page,
        "any_published": bool(years),
        "volumes": list(volumes()),
        "listed": [ListedIssue.of(issue, words) for issue in shown],
    }
    return render(request, "archive/issue_list.html", context)


@require_safe
@for_readers
def issue_detail(request: HttpRequest, bulletin: str, number: int) -> HttpResponse:
    """Show one issue: masthead, foreword, contents, its PDF or how far that is."""
    issue = _published_issue(bulletin, number)
    return _issue_page(request, issue, _pdf_of(issue))


@require_safe
@for_readers
@cache_control(no_cache=True)
def issue_pdf(request: HttpRequest, bulletin: str, number: int) -> HttpResponseBase:
    """Hand out the PDF; while there is none, the issue's page says why."""
    issue = _published_issue(bulletin, number)
    pdf = _pdf_of(issue)
    if pdf is None or pdf.state != Rendition.State.READY:
        return _issue_page(request, issue, pdf, status=410 if issue.withdrawal() else 404)
    etag = f'"{pdf.sha256}"'
    try:
        response = get_conditional_response(request, etag) or _download(issue, pdf)
    except FileNotFoundError:
        logger.error("the file of rendition %s is missing: %s", pdf.pk, pdf.file.name)
        return _issue_page(request, issue, None, status=404)
    response.headers["ETag"] = etag
    return response


@require_safe
@for_readers
@cache_control(no_cache=True)
def issue_file(request: HttpRequest, bulletin: str, number: int, name: str) -> HttpResponse:
    """Hand out the issue in another format, made from the frozen document as it is asked for."""
    if name not in READERS_FORMATS:
        raise Http404
    issue = _published_issue(bulletin, number)
    if issue.withdrawal():
        return _issue_page(request, issue, None, status=410)
    try:
        content = other_output(issue, name)
    except OSError as error:
        logger.error("a picture of issue %s is missing: %s", issue.pk, error.filename)
        return _issue_page(request, issue, _pdf_of(issue), status=404)
    return HttpResponse(
        content,
        headers={
            "Content-Type": OUTPUTS[name].MEDIA_TYPE,
            "Content-Disposition": content_disposition_header(
                True, file_name(issue.current_document(), name)
            )
            or "attachment",
        },
    )


def _published_issue(bulletin: str, number: int) -> Issue:
    published = Issue.objects.published().select_related("bulletin")
    published = published.prefetch_related("amendments")
    return get_object_or_404(published, bulletin__slug=bulletin, number=number)


def _pdf_of(issue: Issue) -> Rendition | None:
    """Give the file of the present version: of a withdrawn issue none."""
    if issue.withdrawal():
        return None
    version = issue.last_correction()
    return issue.renditions.filter(kind=Rendition.Kind.PDF, amendment=version).first()


def _issue_page(
    request: HttpRequest, issue: Issue, pdf: Rendition | None, status: int = 200
) -> HttpResponse:
    series = Issue.objects.published().filter(bulletin=issue.bulletin_id).defer("document")
    context = {
        "issue": issue,
        "document": issue.current_document(),
        "withdrawal": issue.withdrawal(),
        "pdf": pdf,
        "previous": series.filter(number__lt=issue.number).order_by("-number").first(),
        "next": series.filter(number__gt=issue.number).order_by("number").first(),
    }
    return render(request, "archive/issue_detail.html", context, status=status)


def _download(issue: Issue, pdf: Rendition) -> FileResponse:
    return FileResponse(
        pdf.file.open("rb"),
        as_attachment=True,
        filename=file_name(issue.current_document()),
        content_type="application/pdf",
    )


def file_name(document: Document, ending: str = "pdf") -> str:
    """Name the reader's copy: 全国卫生信息化舆情监测周报-第五六八期.pdf."""
    return get_valid_filename(f"{document.masthead.title}-{document.number_text}.{ending}")
