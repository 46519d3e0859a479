"""Saving an article: as typed, with mends, and on to review; and back to an earlier version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bulletins.admin.article_form import ArticleForm
from bulletins.admin.people import person_of
from bulletins.admin.refusals import RefusingAdmin, refusals_as_messages
from bulletins.models import Article
from bulletins.workflow.editing import create_article, restore_version, revise_article
from bulletins.workflow.mending import mend_article
from bulletins.workflow.review import submit

#: Names of the form's own buttons: save with these mends, save and submit for review.
MEND, SUBMIT = "_mend", "_submit"


class ArticleSaving(RefusingAdmin):
    """Mixed into the page of an article."""

    def get_urls(self) -> list[URLPattern]:
        """Add the address that brings an earlier version back."""
        return [
            self.object_path("restore", require_POST(self.restore), "<int:version>/"),
            *super().get_urls(),
        ]

    def save_model(
        self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool
    ) -> None:
        """Write the text through the workflow, for the text that the editor had before them."""
        person, before = person_of(request), obj.status
        if change:
            seen = form.cleaned_data["seen_digest"]
            revise_article(obj, person, seen_digest=seen, **form.text())
        else:
            obj.pk = create_article(person, **form.text()).pk
        obj.refresh_from_db()
        if mends := request.POST.getlist(MEND):
            mend_article(obj, person, mends)
        if obj.status != before:
            messages.warning(
                request,
                _("The text has changed, so the article is a draft again: submit it for review."),
            )

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Go on as the button said."""
        return self._after(request, obj) or super().response_change(request, obj)

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on as the button said."""
        return self._after(request, obj) or super().response_add(request, obj, post_url_continue)

    def _after(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        if MEND in request.POST:
            messages.success(request, _("Saved, with what was to be mended."))
            return redirect(f"{self.url_of('change', article.pk)}#findings")
        if SUBMIT in request.POST:
            return self._submit(request, article)
        return None

    def _submit(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Submit what was saved; if that is refused, the text stays saved."""
        with refusals_as_messages(request):
            if article.status != Article.Status.IN_REVIEW:
                submit(article, person_of(request))
            messages.success(request, _("“%(title)s” waits for review.") % {"title": article})
            return redirect(self.url_of("changelist"))
        return redirect(self.url_of("change", article.pk))

    def restore(self, request: HttpRequest, pk: int, version: int) -> HttpResponse:
        """Bring the text of an earlier version back, as a new version."""
        article: Article = self.visible_object(request, pk)
        seen = request.POST.get("digest", "")
        with refusals_as_messages(request):
            restore_version(article, person_of(request), version, seen_digest=seen)
            messages.success(request, _("The earlier version of the text is back."))
        return redirect(self.url_of("change", pk))

    def page_context(self, request: HttpRequest, obj: Article | None) -> dict[str, Any]:
        """Add the version before the present one, to go back to."""
        shown = super().page_context(request, obj)
        if obj is None:
            return shown
        earlier = obj.history.exclude(digest=obj.digest).order_by("-history_id")
        return shown | {"earlier": earlier.select_related("history_user").first()}
