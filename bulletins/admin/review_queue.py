"""The review queue: submitted articles, the longest waiting first, each opening to its review."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bulletins.admin.people import person_of
from bulletins.admin.steps import buttons_for
from bulletins.models import Article
from bulletins.workflow.states import find
from bulletins.workflow.transitions import refusal_of
from desk.pages import DeskAdmin


class ReviewQueue(DeskAdmin):
    """Adds the queue and the review pages to the articles."""

    def get_urls(self) -> list[URLPattern]:
        """Add both addresses."""
        return [
            self.list_path("queue", require_safe(self.queue)),
            self.object_path("review", require_safe(self.review)),
            *super().get_urls(),
        ]

    def queue(self, request: HttpRequest) -> HttpResponse:
        """List what waits; of what the person may not review, say why."""
        if not self.has_view_permission(request):
            raise PermissionDenied(_("You do not have permission to see this page."))
        step = find(Article, "approve")
        waiting = Article.objects.waiting_for_review().select_related("edited_by")
        rows = [
            (article, refusal_of(step, article, person_of(request)))
            for article in waiting.prefetch_related("editors")
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Articles in review"), "rows": rows, "opts": self.opts,
        }  # fmt: skip
        return TemplateResponse(request, "bulletins/desk/queue.html", context)

    def review(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the text as it will be printed, and the buttons that decide about it."""
        article: Article = self.visible_object(request, pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Review"), "article": article, "opts": self.opts,
            "buttons": buttons_for(article, person_of(request)),
            "reviews": article.reviews.select_related("reviewer"),
        }  # fmt: skip
        return TemplateResponse(request, "bulletins/desk/review.html", context)
