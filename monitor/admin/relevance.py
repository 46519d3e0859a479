"""Relevance, on the pages of entries: how likely an entry is ours, and why."""

from __future__ import annotations

import math
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
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

    def page_context(self, request: HttpRequest, obj: Entry | None) -> dict[str, Any]:
        """Say why the entry is here."""
        shown: dict[str, Any] = {}
        if obj:
            accepted, rejected = texts_learned()
            shown = {
                "relevance": self.relevance(obj),
                "matches": obj.matches.all(),
                "reasons": explain(obj),
                "accepted": accepted,
                "rejected": rejected,
            }
        return super().page_context(request, obj) | shown

    @admin.display(description=_("relevance"), ordering="score")
    def relevance(self, entry: Entry) -> str:
        """A bar, and the level in words."""
        return shown_relevance(entry)


def shown_relevance(entry: Entry) -> str:
    """Give the bar and the words for the relevance of an entry."""
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
