"""Preflight beside the text of an article: as it stands, and as it is being typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bulletins.admin.article_form import ArticleForm
from bulletins.admin.differences import Difference, difference, excerpt
from bulletins.models import Article
from bulletins.preflight import Finding, Mend
from bulletins.workflow.checking import findings_of_article
from desk.pages import DeskAdmin


@dataclass(frozen=True)
class Remark:
    """A finding, what it says on the article's own page, and its mends as differences."""

    finding: Finding
    message: str
    mends: list[tuple[Mend, Difference]]


class ArticleChecking(DeskAdmin):
    """Mixed into the page of an article."""

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses that the page asks while somebody types."""
        return [
            self.object_path("remarks", require_POST(self.remarks)),
            self.list_path("remarks_new", require_POST(self.remarks)),
            *super().get_urls(),
        ]

    def may_write(self, request: HttpRequest, article: Article | None) -> bool:
        """Whether the person may write in an article, or begin one."""
        if article is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, article)

    def remarks(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Say what is wrong with the text as typed; nothing is saved."""
        form = self.typed_form(request, pk)
        context = remarks_on(form.typed()) | {"errors": list(_unreadable(form))}
        return render(request, "bulletins/desk/remarks.html", context)

    def typed_form(self, request: HttpRequest, pk: int | None) -> ArticleForm:
        """Give the form as it was sent, for an article or a new one.

        Raises:
            PermissionDenied: the person may not write in it.

        """
        article = self.visible_object(request, pk) if pk else None
        if not self.may_write(request, article):
            raise PermissionDenied(_("You do not have permission to edit articles."))
        form = self.get_form(request, article)(request.POST, instance=article)
        return cast("ArticleForm", form)


def remarks_on(article: Article) -> dict[str, Any]:
    """Give what the checks say about an article as it stands in memory."""
    remarks = [
        Remark(
            finding,
            finding.message.replace(f"“{article.title}”", _("the article")),
            [(mend, _difference(mend)) for mend in finding.mends],
        )
        for finding in findings_of_article(article)
    ]
    return {"remarks": remarks, "mend_count": sum(len(remark.mends) for remark in remarks)}


def _unreadable(form: ArticleForm) -> Iterator[tuple[str, str]]:
    """Give what was typed and cannot be saved; of what is missing the checks tell."""
    for name, errors in form.errors.as_data().items():
        for error in errors:
            if error.code != "required":
                yield str(form.fields[name].label), " ".join(error.messages)


def _difference(mend: Mend) -> Difference:
    """Give what a mend changes; a paragraph's end is shown as ¶."""
    old, new = (text.replace("\n", "¶") for text in (mend.old, mend.new))
    return [piece for pieces in difference([old], [new]) for piece in excerpt(pieces)]
