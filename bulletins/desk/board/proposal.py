"""A first draft on demand: shown with its reasons, placed only by a person's word."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bulletins.admin.people import person_of
from bulletins.desk.board.answers import changes_issue
from bulletins.desk.board.shown import issue_of
from bulletins.desk.page import desk_view
from bulletins.models import Issue
from bulletins.workflow import proposing
from bulletins.workflow.errors import WorkflowError


@desk_view("bulletins.change_issue")
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is proposed, each with its reasons."""
    return _proposal(request, issue_of(pk))


@desk_view("bulletins.change_issue")
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Place one of the proposed, and show what is proposed still."""
    issue = issue_of(pk)
    try:
        article = proposing.accept(issue, request.POST.get("key", ""), person_of(request))
        said = _("Placed: %(title)s") % {"title": article}
    except WorkflowError as refusal:
        said = str(refusal)
    answer = _proposal(request, issue, said)
    answer["HX-Trigger"] = "board-stale"
    return answer


@changes_issue
def accept_all(request: HttpRequest, issue: Issue) -> str:
    """Place all that was proposed, in that order; tell what could not be placed."""
    placed, refusals = 0, []
    for key in request.POST.getlist("key"):
        try:
            proposing.accept(issue, key, person_of(request))
            placed += 1
        except WorkflowError as refusal:
            refusals.append(str(refusal))
    message = ngettext("%(count)d article placed.", "%(count)d articles placed.", placed)
    return " ".join((message % {"count": placed}, *refusals))


def _proposal(request: HttpRequest, issue: Issue, said: str = "") -> HttpResponse:
    context = {
        "issue": issue,
        "proposed": proposing.proposal_for(issue, person_of(request)),
        "size": proposing.usual_size(issue),
        "said": said,
    }
    return render(request, "bulletins/desk/board/proposal.html", context)
