"""What leaves the desk of a snapshot: a page that does nothing, the bytes, WARC files."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desk.pages import DeskAdmin
from monitor.errors import SnapshotError
from monitor.models import Snapshot
from monitor.pipeline.extract import ExtractionError
from monitor.pipeline.snapshots import export, replayed

#: A page in a frame of ours, of an origin of its own ("sandbox"), that may show its looks and
#: nothing else: no script, no form, no request, not even a look-up of a name.
_REPLAY_HEADERS = {
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
}
#: Names of files that are given on; others may be anything.
_ENDINGS = frozenset({".html", ".htm", ".mht", ".mhtml", ".docx", ".pdf", ".txt", ".md"})
_FILE_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


class SnapshotFiles(DeskAdmin):
    """Mixed into the page of a snapshot."""

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of frame and files."""
        return [
            self.object_path("replay", require_safe(self.replay), tail="<int:number>/"),
            self.object_path("download", require_safe(self.download)),
            self.list_path("export", require_safe(self.export)),
            *super().get_urls(),
        ]

    def replay(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Show a page as it was fetched, harmless."""
        snapshot: Snapshot = self.visible_object(request, pk)
        try:
            page = replayed(snapshot, number)
        except (SnapshotError, ExtractionError) as error:
            page = format_html("<!DOCTYPE html><p>{}</p>", error)
        return HttpResponse(page, headers=_REPLAY_HEADERS)

    def download(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the page's bytes as a file that no browser renders: they are hostile."""
        snapshot: Snapshot = self.visible_object(request, pk)
        try:
            body = snapshot.body
        except SnapshotError as error:
            return HttpResponse(str(error), status=404, content_type="text/plain")
        name = f"snapshot-{pk}-{snapshot.sha256[:12]}{_ending(snapshot)}"
        return HttpResponse(body, headers=_FILE_HEADERS | _attachment(name, "octet-stream"))

    def export(self, request: HttpRequest) -> HttpResponseBase:
        """Give one WARC file of a ``snapshot``, or of all those of each ``entry``."""
        if not self.has_view_permission(request):
            raise PermissionDenied(_("You do not have permission to see this page."))
        chosen = self._chosen(request)
        try:
            data = export(chosen)
        except SnapshotError as error:
            return HttpResponse(str(error), status=404, content_type="text/plain")
        name = f"snapshots-{timezone.localdate():%Y%m%d}-{chosen[0].pk}.warc.gz"
        return StreamingHttpResponse(data, headers=_FILE_HEADERS | _attachment(name, "gzip"))

    def _chosen(self, request: HttpRequest) -> list[Snapshot]:
        one, entries = _numbers(request, "snapshot"), _numbers(request, "entry")
        found = Snapshot.objects.filter(Q(pk__in=one) | Q(entry__in=entries))
        chosen = list(found.order_by("fetched_at", "pk"))
        if not chosen:
            raise Http404
        return chosen


def _ending(snapshot: Snapshot) -> str:
    """Give the ending of a file's name, if it is one of those that are read; a page's is .html."""
    name = snapshot.file_name or "page.html"
    ending = PurePosixPath(name).suffix.lower()
    return ending if ending in _ENDINGS else ".bin"


def _numbers(request: HttpRequest, name: str) -> list[int]:
    given = request.GET.getlist(name)
    if not all(re.fullmatch(r"[0-9]{1,18}", number) for number in given):
        raise Http404
    return [int(number) for number in given]


def _attachment(name: str, kind: str) -> dict[str, str]:
    return {
        "Content-Type": f"application/{kind}",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
