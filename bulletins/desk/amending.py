"""What can still be done with a published issue: correct an article, or withdraw the whole."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bulletins.admin.people import person_of
from bulletins.admin.refusals import refusals_as_messages
from bulletins.desk.page import desk_view, show
from bulletins.models import Article, Issue, IssueItem
from bulletins.workflow.amending import (
    begin_correction,
    correct,
    corrections_of,
    proposed_notice,
    withdraw,
)


@require_safe
@desk_view("bulletins.view_issue")
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the articles of an issue, corrections in work, and what was signed."""
    issue = get_object_or_404(Issue.objects.published().select_related("bulletin"), pk=pk)
    corrections = corrections_of(issue).select_related("corrects", "edited_by")
    return show(
        request, "bulletins/desk/amend.html", _("Corrections and withdrawal"),
        issue=issue,
        items=issue.current_document().items,
        item_ids=list(issue.items.values_list("pk", flat=True)),
        corrections=[(article, proposed_notice(article)) for article in corrections],
        amendments=issue.amendments.select_related("signed_by").prefetch_related("renditions"),
        withdrawal=issue.withdrawal(),
        may_correct=request.user.has_perm("bulletins.add_article"),
        may_sign=request.user.has_perm("bulletins.publish_issue"),
    )  # fmt: skip


@require_POST
@desk_view("bulletins.add_article")
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft of a printed article, and open it."""
    item = get_object_or_404(IssueItem.objects.select_related("issue", "article"), pk=pk)
    with refusals_as_messages(request):
        article = begin_correction(item, person_of(request))
        messages.success(
            request, _("Correct the text, then submit it for review. It is signed on this page.")
        )
        return redirect("admin:bulletins_article_change", article.pk)
    return redirect("desk:amend", item.issue_id)


@require_POST
@desk_view("bulletins.publish_issue")
def sign_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring out the new version."""
    article = get_object_or_404(Article.objects.select_related("corrects__item"), pk=pk)
    if article.corrects is None:
        return redirect("admin:bulletins_article_change", pk)
    with refusals_as_messages(request):
        correct(article, person_of(request), request.POST.get("notice", ""))
        messages.success(request, _("The corrected version is being made."))
    return redirect("desk:amend", article.corrects.item.issue_id)


@require_POST
@desk_view("bulletins.publish_issue")
def sign_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an issue."""
    issue = get_object_or_404(Issue.objects.published().select_related("bulletin"), pk=pk)
    with refusals_as_messages(request):
        withdraw(issue, person_of(request), request.POST.get("reason", ""))
        messages.success(request, _("The issue is withdrawn; number and reason stay."))
    return redirect("desk:amend", pk)
