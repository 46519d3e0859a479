"""The volumes of past years: what there is, and a button that makes each of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bulletins.admin.people import person_of
from bulletins.desk.page import desk_view, show
from bulletins.models import Bulletin
from bulletins.rendering.pdf import RenderingError
from bulletins.workflow.errors import WorkflowError
from bulletins.workflow.volumes import make_volume, volume_years

_MAKE = "bulletins.publish_issue"


@require_safe
@desk_view("bulletins.view_issue")
def page(request: HttpRequest) -> HttpResponse:
    """Show the years of each series, with the volumes that were made."""
    context = {"years": list(volume_years()), "may_make": request.user.has_perm(_MAKE)}
    return show(request, "bulletins/desk/volumes/page.html", _("Annual volumes"), **context)


@require_POST
@desk_view(_MAKE)
def make(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Make the volume of a year and show its row anew, or why it could not be made."""
    bulletin = get_object_or_404(Bulletin, pk=pk)
    refusal = ""
    try:
        make_volume(bulletin, year, person_of(request))
    except (WorkflowError, RenderingError) as error:
        refusal = str(error)
    found = [each for each in volume_years() if (each.bulletin, each.year) == (bulletin, year)]
    context = {"row": found[0] if found else None, "may_make": True, "refusal": refusal}
    return render(request, "bulletins/desk/volumes/row.html", context)
