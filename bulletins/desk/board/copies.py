"""The copies of an article's text: which of them the bulletin names as the source."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bulletins.admin.people import person_of
from bulletins.desk.board.answers import changes_issue
from bulletins.desk.board.shown import issue_of
from bulletins.desk.page import desk_view
from bulletins.models import Article, Issue
from bulletins.workflow.reprints import adopt_copy, copies_of


@desk_view("bulletins.view_issue")
@require_safe
def copies(request: HttpRequest, pk: int, article: int) -> HttpResponse:
    """Show the copies beside what the article names now."""
    found = _article(article)
    context = {
        "issue": issue_of(pk),
        "article": found,
        "copies": copies_of(found),
        "may_edit": request.user.has_perm("bulletins.change_article")
        and request.user.has_perm("bulletins.change_issue"),
    }
    return render(request, "bulletins/desk/board/copies.html", context)


@changes_issue
def adopt(request: HttpRequest, issue: Issue, article: int) -> str:
    """Let the article name the copy that was chosen."""
    entry = request.POST.get("entry", "")
    adopt_copy(
        found := _article(article),
        int(entry) if entry.isdecimal() else 0,
        person_of(request),
        seen_digest=request.POST.get("digest", ""),
    )
    return _("The source is now: %(outlet)s") % {"outlet": found.source_name}


def _article(pk: int) -> Article:
    return get_object_or_404(Article.objects.select_related("entry__copy__story"), pk=pk)
