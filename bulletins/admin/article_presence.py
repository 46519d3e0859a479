"""Who else has an article open, and whether its text is still the one on the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern
from django.utils import timezone
from django.views.decorators.http import require_POST

from bulletins.admin.people import person_of
from bulletins.models import Article
from bulletins.workflow.presence import note_presence
from desk.pages import DeskAdmin


class ArticlePresence(DeskAdmin):
    """Mixed into the page of an article; any page may include ``desk/presence.html``."""

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the signs of life."""
        return [
            self.object_path("presence", require_POST(self.presence)),
            *super().get_urls(),
        ]

    def presence(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a sign of life (``writing``, ``seen_digest``), and say who else is there.

        Status 204 if the page shows it already, so that nothing is read out again and again.
        """
        article: Article = self.visible_object(request, pk)
        is_writing = request.POST.get("writing") == "1"
        others = note_presence(article, person_of(request), timezone.now(), is_writing=is_writing)
        seen = request.POST.get("seen_digest", article.digest)
        is_stale = seen != article.digest
        state = (
            f"{article.digest if is_stale else ''} {[(o.person_id, o.is_writing) for o in others]}"
        )
        if request.POST.get("known") == state:
            return HttpResponse(status=204)
        context = {"article": article, "others": others, "is_stale": is_stale, "state": state}
        return render(request, "bulletins/desk/present.html", context)
