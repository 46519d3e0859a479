"""The history of an article: who changed what, with the differences."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from bulletins.admin.differences import Difference, difference, paragraphs
from bulletins.models import Article
from desk.pages import DeskAdmin


class ArticleHistory(DeskAdmin):
    """Puts the versions of the text in place of the admin's own log."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show every version, the newest first, each against the one before it."""
        article: Article = self.visible_object(request, unquote(object_id))
        versions = list(article.history.select_related("history_user").order_by("-history_id"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of the text"), "article": article, "opts": self.opts,
            "may_restore": self.has_change_permission(request, article),
            "versions": [
                (version, changes_between(older, version))
                for version, older in zip(versions, [*versions[1:], None], strict=True)
            ],
        }  # fmt: skip
        return TemplateResponse(request, "bulletins/desk/history.html", context)


def changes_between(older: Any, newer: Any) -> list[tuple[str, list[Difference]]]:  # noqa: ANN401
    """Give the fields that differ between two versions, by their names; with None: all of them."""
    found = []
    for name in Article.TEXT_FIELDS:
        before, after = (_lines(version, name) for version in (older, newer))
        if before != after:
            found.append((label_of(name), difference(before, after)))
    return found


def label_of(name: str) -> str:
    """Give the name of a printed field as people read it."""
    return str(Article._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # printed fields are columns


def _lines(version: Any, name: str) -> list[str]:  # noqa: ANN401
    value = getattr(version, name, None)
    if not value:
        return []
    return paragraphs(value) if name == "body_html" else [str(value)]
