"""Relevance, on the pages of entries: how likely an entry is ours, and why."""

from __future__ import annotations

import math
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from desk.pages import DeskAdmin
from monitor.models import Entry
from monitor.ranking import explain, texts_learned

#: The words for a score of at least so much.
_LEVELS = ((2.0, _("very likely")), (0.0, _("likely")), (-2.0, _("hardly")))


class RelevancePages(DeskAdmin):
    """Mixed into the page of an entry."""

    def get_list_display(self, request: HttpRequest) -> Any:  # noqa: ANN401
        """Add the relevance."""
        return [*super().get_list_display(request), "relevance"]

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Entry | None = None,
    ) -> HttpResponse:
        """Say why the entry is here."""
        if obj:
            accepted, rejected = texts_learned()
            context |= {
                "relevance": self.relevance(obj),
                "matches": obj.matches.all(),
                "reasons": explain(obj),
                "accepted": accepted,
                "rejected": rejected,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description=_("relevance"), ordering="score")
    def relevance(self, entry: Entry) -> str:
        """A bar, and the level in words."""
        if entry.score_at is None:
            return format_html('<span class="quiet">{}</span>', _("not ranked yet"))
        context = {"percent": percent(entry.score), "level": level(entry.score)}
        return render_to_string("admin/monitor/entry/relevance.html", context)


def percent(score: float) -> int:
    """Give the length of a score's bar, from 0 to 100."""
    return round(100 / (1 + math.exp(-max(-30.0, min(30.0, score)))))


def level(score: float) -> str:
    """Give a score in words."""
    return next((str(word) for least, word in _LEVELS if score >= least), str(_("not likely")))
