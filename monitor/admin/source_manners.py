"""When a source is polled next, and why then; where it moved to, and whether to follow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from desk.pages import DeskAdmin
from desk.waiting import Waiting, waits
from monitor.models import Host, Source
from monitor.pipeline.moves import EQUAL_POLLS, decline_move, follow_move, proposed_move
from monitor.schedule import interval_of

_SHORT_REST = timedelta(minutes=1)


class SourceManners(DeskAdmin):
    """Mixed into the pages of sources."""

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the two buttons."""
        return [
            self.object_path("follow_move", require_POST(self.follow_move)),
            self.object_path("decline_move", require_POST(self.decline_move)),
            *super().get_urls(),
        ]

    def page_context(self, request: HttpRequest, obj: Source | None) -> dict[str, Any]:
        """Tell the page of the source's pace and of a move that waits for a decision."""
        shown = super().page_context(request, obj)
        return shown | {"pace": pace(obj), "proposed_move": proposed_move(obj)} if obj else shown

    def follow_move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the new address over."""
        source, moved_to = self._asked(request, pk)
        is_own = request.user.is_superuser
        if follow_move(source, moved_to, keep_private=is_own):
            message = _("The source is polled at its new address from now on.")
            return self._decided(request, source, message)
        return self._outdated(request, pk)

    def decline_move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the address, and ask no more about this move."""
        source, moved_to = self._asked(request, pk)
        if decline_move(source, moved_to):
            message = _("The source keeps its address; this move is not proposed again.")
            return self._decided(request, source, message)
        return self._outdated(request, pk)

    def _asked(self, request: HttpRequest, pk: int) -> tuple[Source, str]:
        source: Source = self.visible_object(request, pk)
        if not self.has_change_permission(request, source):
            raise PermissionDenied(_("You do not have permission to change sources."))
        return source, request.POST.get("moved_to", "")

    def _decided(self, request: HttpRequest, source: Source, message: str) -> HttpResponse:
        self.log_change(request, source, f"{source.url} → {source.moved_to}: {message}")
        messages.success(request, message)
        return redirect(self.url_of("change", source.pk))

    def _outdated(self, request: HttpRequest, pk: int) -> HttpResponse:
        messages.warning(request, _("This move is not proposed any more."))
        return redirect(self.url_of("change", pk))


def pace(source: Source) -> str:
    """Say how often a source is polled, and by what that goes; empty if it is not."""
    if not source.is_enabled or source.due_at is None:
        return ""
    if rests := resting(source):
        return rests
    if source.failures:
        return _("After failures it is tried ever more rarely, at least once a day.")
    fixed, rhythm, least = source.interval_minutes, source.rhythm_minutes, source.least_minutes
    interval = interval_of(fixed, rhythm, least)
    told = {"interval": _span(interval), "count": len(source.arrivals)}
    if fixed:
        return _("Polled every %(interval)s, as set here.") % told
    if least and interval == timedelta(minutes=least):
        return _("Polled every %(interval)s: the source asks not to be polled more often.") % told
    if rhythm is None:
        return _("Polled every %(interval)s until it is known how often it brings news.") % told
    told["rhythm"] = _span(timedelta(minutes=rhythm))
    return (
        _("Polled about every %(interval)s: its last %(count)d items came every %(rhythm)s or so.")
        % told
    )


@waits
def moved_sources(user: User) -> Waiting | None:
    """Sources whose servers say that they moved to another host."""
    if not user.has_perm("monitor.change_source"):
        return None
    moved = Source.objects.filter(moved_polls=EQUAL_POLLS).count()
    if not moved:
        return None
    url = reverse("admin:monitor_source_changelist") + "?state=moved"
    return Waiting(label=_("sources that moved: follow them?"), count=moved, url=url)


def resting(source: Source) -> str:
    """Say until when the source's host asks to be left alone; empty if it does not."""
    soon = timezone.now() + _SHORT_REST
    until = Host.objects.filter(pk=source.host, due_at__gt=soon).values_list("due_at", flat=True)
    for at in until:
        when = date_format(timezone.localtime(at), "DATETIME_FORMAT")
        return _("Its server asks to be left alone until %(when)s.") % {"when": when}
    return ""


def _span(time: timedelta) -> str:
    """Give a span of time in words, as exactly as anybody wants to know it."""
    minutes = max(1, round(time.total_seconds() / 60))
    if minutes < 120:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    days = round(hours / 24)
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
