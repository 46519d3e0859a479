"""Placing approved articles in an issue."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bulletins.admin.people import person_of
from bulletins.admin.refusals import refusals_as_messages
from bulletins.models import Article, Issue
from bulletins.workflow.compilation import place_articles
from desk.pages import DeskAdmin


class IssuePlacing(DeskAdmin):
    """Adds the checklist of approved articles to the page of an issue."""

    def get_urls(self) -> list[URLPattern]:
        """Add the checklist's address."""
        return [self.object_path("place", require_POST(self.place)), *super().get_urls()]

    def placing(self, issue: Issue) -> dict[str, Any]:
        """Give the approved articles that no issue holds, each with whether it is in the window."""
        ready = Article.objects.ready_for_issue().order_by("published_on", "pk")
        return {"ready": [(article, _in_window(article, issue)) for article in ready]}

    def place(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Place the ticked articles at the end of the issue."""
        issue: Issue = self.visible_object(request, pk)
        ticked = [int(pk) for pk in request.POST.getlist("article") if pk.isdecimal()]
        with refusals_as_messages(request):
            articles = Article.objects.ready_for_issue().filter(pk__in=ticked)
            placed = place_articles(issue, articles, person_of(request))
            _report(request, placed)
        return redirect(self.url_of("change", pk))


def _in_window(article: Article, issue: Issue) -> bool:
    day = article.published_on
    start, end = issue.window_start, issue.window_end
    return bool(day and start and end and start <= day <= end)


def _report(request: HttpRequest, placed: int) -> None:
    if not placed:
        messages.warning(request, _("Tick the articles that are to be placed."))
        return
    message = ngettext("%(count)d article placed.", "%(count)d articles placed.", placed)
    messages.success(request, message % {"count": placed})
