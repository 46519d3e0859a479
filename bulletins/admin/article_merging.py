"""Two people at once: a stale save becomes a merge, and no typed text is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bulletins.admin.article_checking import ArticleChecking
from bulletins.admin.article_history import changes_between, label_of
from bulletins.admin.differences import Difference, difference, paragraphs
from bulletins.admin.people import person_of
from bulletins.admin.refusals import RefusingAdmin
from bulletins.models import Article
from bulletins.preflight.findings import BODY
from bulletins.workflow.editing import revise_article
from bulletins.workflow.errors import StaleTextError, WorkflowError
from bulletins.workflow.merging import FieldMerge, base_of, merge_texts
from content.merging import Part

#: Digests of typed texts that went into a merge: the page need not offer them as drafts.
MERGED = "merged_drafts"
_KEPT_DIGESTS = 20


@dataclass(frozen=True)
class Row:
    """One part of a merge as the page shows it: what each of the two changed."""

    key: str
    part: Part[str]
    mine: list[Difference]
    theirs: list[Difference]
    kept: list[str]
    may_keep_both: bool


class ArticleMerging(ArticleChecking, RefusingAdmin):
    """Mixed into the page of an article."""

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the merge and of drafts."""
        return [
            self.object_path("merge", require_POST(self.merge)),
            self.object_path("draft", require_POST(self.draft)),
            self.list_path("draft_new", require_POST(self.draft)),
            *super().get_urls(),
        ]

    def answer(
        self,
        refusal: WorkflowError,
        request: HttpRequest,
        object_id: str | None = None,
        *args: Any,  # noqa: ANN401 - as Django has them
        **kwargs: Any,  # noqa: ANN401
    ) -> HttpResponse:
        """Show a merge in place of a stale save."""
        if isinstance(refusal, StaleTextError) and object_id:
            messages.warning(request, str(refusal))
            return self._proposal(request, int(object_id))
        return super().answer(refusal, request, object_id, *args, **kwargs)

    def merge(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save a merge as chosen, unless the text has changed once more."""
        typed = self.typed_form(request, pk).typed()
        current: Article = self.visible_object(request, pk)
        fields = _merged_fields(current, typed, request.POST["seen_digest"])
        text: dict[str, str | None] = {field.name: field.result(request.POST) for field in fields}
        text["published_on"] = text["published_on"] or None
        try:
            revise_article(
                current, person_of(request), seen_digest=request.POST["their_digest"], **text
            )
        except StaleTextError as refusal:
            messages.warning(request, str(refusal))
            return self._proposal(request, pk)
        except WorkflowError as refusal:
            messages.error(request, str(refusal))
            return self._proposal(request, pk)
        merged = [*request.session.get(MERGED, []), typed.text_digest()]
        request.session[MERGED] = merged[-_KEPT_DIGESTS:]
        messages.success(request, _("Both versions are merged and saved. Look at the result."))
        return redirect(self.url_of("change", pk))

    def draft(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Say what a text kept by the browser holds that is not saved; 204: nothing."""
        draft = self.typed_form(request, pk).typed()
        stored = Article.objects.get(pk=pk) if pk else Article()
        if self._is_saved(request, pk, draft.text_digest()):
            return HttpResponse(status=204)
        context = {"changes": changes_between(stored, draft)}
        return render(request, "bulletins/desk/changes.html", context)

    def _is_saved(self, request: HttpRequest, pk: int | None, digest: str) -> bool:
        """Whether a text was saved some time, went into a merge, or became an article."""
        if digest in request.session.get(MERGED, []):
            return True
        if pk is None:
            return Article.objects.filter(edited_by=person_of(request), digest=digest).exists()
        versions: QuerySet[Any] = Article.history.filter(id=pk, digest=digest)
        return versions.exists()

    def _proposal(self, request: HttpRequest, pk: int) -> HttpResponse:
        typed = self.typed_form(request, pk).typed()
        current: Article = self.visible_object(request, pk)
        fields = _merged_fields(current, typed, request.POST.get("seen_digest", ""))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge two versions"), "opts": self.opts, "article": current,
            "typed": [(name, request.POST.get(name, "")) for name in Article.TEXT_FIELDS],
            "seen_digest": request.POST.get("seen_digest", ""),
            "fields": [
                (label_of(field.name), _rows(field)) for field in fields if field.is_changed
            ],
        }  # fmt: skip
        return TemplateResponse(request, "bulletins/desk/merge.html", context)


def _merged_fields(current: Article, typed: Article, seen_digest: str) -> list[FieldMerge]:
    return merge_texts(base_of(current, seen_digest), typed.text(), current.text())


def _rows(field: FieldMerge) -> list[Row]:
    return [
        Row(
            field.key(at),
            part,
            _difference(field.name, part.base, part.mine),
            _difference(field.name, part.base, part.theirs),
            _lines(field.name, part.agreed),
            may_keep_both=field.name == BODY and bool(part.mine and part.theirs),
        )
        for at, part in enumerate(field.parts)
    ]


def _difference(name: str, before: tuple[str, ...], after: tuple[str, ...]) -> list[Difference]:
    return difference(_lines(name, before), _lines(name, after))


def _lines(name: str, units: tuple[str, ...]) -> list[str]:
    text = "".join(units)
    return paragraphs(text) if name == BODY else [line for line in [text] if line]
