"""The board's page, and what is changed on it."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bulletins.admin.people import person_of
from bulletins.admin.refusals import refusals_as_messages
from bulletins.desk.board.answers import board_answer, changes_issue
from bulletins.desk.board.shown import besides, board_of, issue_of
from bulletins.desk.page import desk_view, show
from bulletins.models import Article, Bulletin, Issue
from bulletins.numerals import issue_number_text
from bulletins.workflow.arranging import move_article, submit_drafts, take_out
from bulletins.workflow.checking import waive as let_pass
from bulletins.workflow.coming import issues_in_preparation
from bulletins.workflow.compilation import compile_issue, place_articles, window_for
from bulletins.workflow.errors import ConflictError
from bulletins.workflow.scheduling import coming_date

_SEE = "bulletins.view_issue"


@desk_view(_SEE)
@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    """Show the board of the coming issue, of all series or the one asked for; or begin it."""
    asked = request.GET.get("bulletin", "")
    series = Bulletin.objects.filter(pk=asked) if asked.isdecimal() else Bulletin.objects.all()
    issue = issues_in_preparation().filter(bulletin__in=series).first()
    if issue:
        return _page(request, issue)
    bulletin = series.first()
    context: dict[str, object] = {"bulletin": bulletin, **besides(bulletin=bulletin)}
    if bulletin:
        day = coming_date(bulletin)
        context |= {
            "day": day,
            "window": window_for(bulletin, day),
            "number_text": issue_number_text(bulletin.last_number + 1),
            "may_begin": request.user.has_perm("bulletins.add_issue"),
        }
    return show(request, "bulletins/desk/board/none.html", _("Issue board"), **context)


@desk_view(_SEE)
@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the board of one issue; of a published one what was frozen, and its files."""
    return _page(request, issue_of(pk))


@desk_view(_SEE)
@require_safe
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the board's changing part anew."""
    return board_answer(request, issue_of(pk))


@desk_view("bulletins.add_issue")
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the next issue of the series."""
    bulletin = get_object_or_404(Bulletin, pk=request.POST.get("bulletin"))
    with refusals_as_messages(request):
        compile_issue(bulletin, coming_date(bulletin), person_of(request))
    return redirect(f"{reverse('desk:board')}?bulletin={bulletin.pk}")


@changes_issue
def place(request: HttpRequest, issue: Issue, article: int) -> str:
    """Put an article into the issue: at the end, or where it was dropped."""
    chosen = get_object_or_404(Article, pk=article)
    with transaction.atomic():
        if not place_articles(issue, [chosen], person_of(request)):
            raise ConflictError(_("“%(title)s” is placed already, or dropped.") % {"title": chosen})
        if "to" in request.POST:
            move_article(issue, article, _wanted_place(request), person_of(request))
    return _("Placed: %(title)s") % {"title": chosen}


@changes_issue
def remove(request: HttpRequest, issue: Issue, article: int) -> str:
    """Take an article out of the issue."""
    return _("Taken out: %(title)s") % {"title": take_out(issue, article, person_of(request))}


@changes_issue
def move(request: HttpRequest, issue: Issue, article: int) -> str:
    """Move an article to another place."""
    to = _wanted_place(request)
    move_article(issue, article, to, person_of(request))
    count = issue.items.count()
    return _("Now in place %(place)d of %(count)d.") % {"place": min(to + 1, count), "count": count}


def _wanted_place(request: HttpRequest) -> int:
    to = request.POST.get("to", "")
    return int(to) if to.isdecimal() else 0


@changes_issue
def submit(request: HttpRequest, issue: Issue) -> str:
    """Hand every draft of the issue to the reviewers."""
    came = submit_drafts(issue, person_of(request))
    count = len(came.articles)
    message = ngettext(
        "%(count)d article submitted for review.", "%(count)d articles submitted for review.", count
    )
    return " ".join((message % {"count": count}, *came.refusals))


@changes_issue
def waive(request: HttpRequest, issue: Issue) -> str:
    """Let a blocking finding pass, with the reason that was written down."""
    item = request.POST.get("item", "")
    let_pass(
        issue,
        int(item) if item.isdecimal() else 0,
        request.POST.get("rule", ""),
        request.POST.get("reason", ""),
        person_of(request),
    )
    return _("The finding may pass; your reason is kept.")


def _page(request: HttpRequest, issue: Issue) -> HttpResponse:
    if issue.is_published:
        return show(
            request, "bulletins/desk/board/published.html", issue.number_text,
            issue=issue, document=issue.current_document(), renditions=list(issue.renditions.all()),
        )  # fmt: skip
    return show(
        request, "bulletins/desk/board/page.html", _("Issue board"),
        is_nav_sidebar_enabled=False,  # three columns need the room
        **board_of(issue, person_of(request)),
    )  # fmt: skip
