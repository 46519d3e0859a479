"""The calendar: the dates of each series, what holidays do to them, and the ledger of numbers."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bulletins.admin.people import person_of
from bulletins.admin.refusals import refusals_as_messages
from bulletins.calendar import Remedy
from bulletins.desk.page import desk_view, show
from bulletins.models import Bulletin, Skip
from bulletins.workflow.scheduling import calendar_of, move, resume, skip


class IsoDate:
    """A day in an address, as ISO 8601 writes it."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Read it; ValueError, and so “not found”, if there is no such day."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """Write it."""
        return value.isoformat()


@require_safe
@desk_view("bulletins.view_issue")
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the dates to come and the last lines of the ledger, of each series."""
    series = [(bulletin, *calendar_of(bulletin)) for bulletin in Bulletin.objects.all()]
    may_decide = request.user.has_perm("bulletins.change_issue")
    return show(
        request, "bulletins/desk/calendar.html", _("Calendar"), series=series, may_decide=may_decide
    )


@require_POST
@desk_view("bulletins.change_issue")
def decide(request: HttpRequest, pk: int, day: date) -> HttpResponse:
    """Move the issue of a date, merge its days into the next, or skip it."""
    bulletin = get_object_or_404(Bulletin, pk=pk)
    remedy, reason = request.POST.get("remedy"), request.POST.get("reason", "")
    with refusals_as_messages(request):
        if remedy == Remedy.MOVE.value:
            to = _date_of(request.POST.get("to", ""))
            if to is None:
                messages.error(request, _("Please choose the new date."))
                return redirect("desk:calendar")
            move(bulletin, day, to, person_of(request))
            messages.success(request, _("The issue appears on %(date)s.") % {"date": to})
        elif remedy in {Remedy.MERGE.value, Remedy.SKIP.value}:
            is_merged = remedy == Remedy.MERGE.value
            skip(bulletin, day, reason, person_of(request), merge=is_merged)
            messages.success(
                request, _("No issue appears on %(date)s; the ledger says why.") % {"date": day}
            )
    return redirect("desk:calendar")


@require_POST
@desk_view("bulletins.change_issue")
def resume_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that a date is skipped."""
    line = get_object_or_404(Skip, pk=pk)
    with refusals_as_messages(request):
        resume(line, person_of(request))
        messages.success(
            request, _("An issue appears on %(date)s again.") % {"date": line.issue_date}
        )
    return redirect("desk:calendar")


def _date_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
