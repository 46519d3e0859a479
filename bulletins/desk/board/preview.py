"""The PDF beside the board: its state, the file, another try."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from bulletins.desk.board.shown import issue_of
from bulletins.desk.page import desk_view
from bulletins.models import Preview
from bulletins.workflow.previewing import make_preview_again, preview_of

_SEE = "bulletins.view_issue"


@desk_view(_SEE)
@require_safe
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how the preview stands, and show its file if it is another than the one that is shown.

    ``told`` is what the page says already: as long as it holds, nothing is answered.
    """
    preview = preview_of(issue_of(pk))
    if request.GET.get("told") == _told(preview):
        return HttpResponse(status=204)
    return _state(request, preview)


@desk_view(_SEE)
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the file that was made last."""
    preview = Preview.objects.filter(issue=pk).exclude(file="").first()
    if preview is None:
        raise Http404
    answer = FileResponse(preview.file.open(), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="preview.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@desk_view(_SEE)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a preview that failed made again."""
    issue = issue_of(pk)
    make_preview_again(issue)
    return _state(request, preview_of(issue))


def _state(request: HttpRequest, preview: Preview) -> HttpResponse:
    shown = Path(preview.file.name or "").stem
    context = {
        "preview": preview,
        "told": _told(preview),
        "shown": shown,
        "is_another": shown not in ("", request.GET.get("shown")),
    }
    return render(request, "bulletins/desk/board/preview.html", context)


def _told(preview: Preview) -> str:
    return f"{preview.digest[:16]}-{preview.state}"
