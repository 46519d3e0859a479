"""Signing an issue: what will be frozen, the number it gets, then its file being made."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bulletins.admin.people import person_of
from bulletins.desk.board.shown import issue_of
from bulletins.desk.page import desk_view
from bulletins.models import Issue, Rendition
from bulletins.numerals import issue_number_text
from bulletins.workflow import publication
from bulletins.workflow.checking import findings_of
from bulletins.workflow.coming import coming_number
from bulletins.workflow.compilation import document_of
from bulletins.workflow.errors import WorkflowError

#: Ends the asking of htmx's ``every``.
_STOP_ASKING = 286


@desk_view("bulletins.publish_issue")
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, showing all that will be frozen; then publish."""
    issue = issue_of(pk)
    if request.method == "GET":
        return _asked(request, issue)
    try:
        publication.sign(issue, person_of(request))
    except WorkflowError as refusal:
        return _asked(request, issue_of(pk), refusal=str(refusal))
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = reverse("desk:board-issue", args=[pk])
    return answer


@desk_view("bulletins.view_issue")
@require_safe
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how the files of a published issue stand; nothing while one is still being made."""
    renditions = list(issue_of(pk).renditions.all())
    if any(rendition.state == Rendition.State.WAITING for rendition in renditions):
        return HttpResponse(status=204)
    context = {
        "renditions": renditions,
        "may_retry": request.user.has_perm("bulletins.publish_issue"),
    }
    return render(request, "bulletins/desk/renditions.html", context, status=_STOP_ASKING)


def _asked(request: HttpRequest, issue: Issue, refusal: str = "") -> HttpResponse:
    findings = [] if issue.is_published else findings_of(issue)
    number = coming_number(issue)
    context = {
        "issue": issue,
        "number_text": issue_number_text(number),
        "document": document_of(issue, number),
        "items": issue.items.select_related("article__approved_by"),
        "blocking": [finding for finding in findings if finding.is_blocking],
        "warnings": [finding for finding in findings if not finding.is_blocking],
        "refusal": refusal,
    }
    return render(request, "bulletins/desk/board/sign.html", context)
