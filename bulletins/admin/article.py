"""Articles: written, submitted, reviewed. The status is shown, never typed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from js_asset import Media

from bulletins.admin.article_checking import ArticleChecking, remarks_on
from bulletins.admin.article_form import ArticleForm
from bulletins.admin.article_history import ArticleHistory
from bulletins.admin.article_merging import ArticleMerging
from bulletins.admin.article_presence import ArticlePresence
from bulletins.admin.article_saving import ArticleSaving
from bulletins.admin.filters import MineFilter, PlacedFilter
from bulletins.admin.labels import change_of
from bulletins.admin.people import person_of
from bulletins.admin.picture_upload import upload_picture
from bulletins.admin.refusals import RefusingAdmin, refusals_as_messages
from bulletins.admin.steps import buttons_for, take_step
from bulletins.models import Article
from bulletins.workflow.editing import is_printed
from bulletins.workflow.intake import links_of
from bulletins.workflow.review import sent_back, submit
from desk.searching import SearchedList


@admin.register(Article)
class ArticleAdmin(
    SearchedList, ArticleHistory, ArticlePresence, ArticleMerging, ArticleSaving,
    ArticleChecking, RefusingAdmin,
):  # fmt: skip
    """The copy that is edited and approved here."""

    form = ArticleForm
    list_display = (
        "title", "source_name", "published_on", "condition", "edited_by", "updated_at", "placed",
    )  # fmt: skip
    list_filter = ("status", MineFilter, PlacedFilter, "published_on")
    list_select_related = ("edited_by", "item__issue")
    search_fields = ("title", "source_name", "body_html")
    actions = ("submit_selected",)

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses that buttons and the editor post to."""
        return [
            self.list_path("picture", require_POST(self.picture)),
            self.object_path("step", require_POST(self.step), "<slug:name>/"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Leave what issues have frozen where it is."""
        articles: QuerySet[Article] = super().get_queryset(request)
        return articles.defer("item__issue__document", "item__issue__evidence")

    # --- Permissions ----------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """A printed article is looked at only."""
        return super().has_change_permission(request, obj) and not (obj and is_printed(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Articles are dropped, not deleted: decisions were recorded about them."""
        return False

    def has_submit_permission(self, request: HttpRequest) -> bool:
        """Whether the bulk action is offered; each article is checked again."""
        return request.user.has_perm("bulletins.submit_article")

    # --- The page -------------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:  # noqa: ANN401
        """Fields to write in; for everybody else the text as it will be printed."""
        writes = self.may_write(request, obj)
        fields = (*Article.TEXT_FIELDS, "seen_digest") if writes else ("printed",)
        return [(None, {"fields": fields})]

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,  # noqa: ANN401 - as Django has them
        **options: Any,  # noqa: ANN401
    ) -> HttpResponse:
        """Let the editor's import map pass the security policy."""
        nonce = request.csp_nonce  # type: ignore[attr-defined]  # set by CSPMiddleware
        context["media"] = Media.from_media(context["media"], nonce=nonce)
        return super().render_change_form(request, context, *args, **options)

    def page_context(self, request: HttpRequest, obj: Article | None) -> dict[str, Any]:
        """Add what was decided, and what the checks say."""
        shown = super().page_context(request, obj) | {"writes": self.may_write(request, obj)}
        if obj is None:
            return shown
        return shown | self.decisions(obj, person_of(request)) | remarks_on(obj)

    def decisions(self, article: Article, person: User) -> dict[str, Any]:
        """Give what the page says about an article: buttons, reviews, activity, place."""
        return {
            "article": article,
            "buttons": buttons_for(article, person),
            "reviews": article.reviews.select_related("reviewer"),
            "sent_back": sent_back(article),
            "activities": [
                (activity, activity.get_verb_display(), change_of(activity))
                for activity in article.activities.select_related("actor")
            ],
            "is_printed": is_printed(article),
            "known": links_of([article])[0],
        }

    @admin.display(description="")
    def printed(self, article: Article) -> str:
        """The text as it will be printed."""
        return render_to_string("bulletins/desk/printed_article.html", {"article": article})

    # --- Steps ----------------------------------------------------------------------------------

    def step(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Take a step; what is refused is said on the page."""
        article: Article = self.visible_object(request, pk)
        comment, seen = request.POST.get("comment", ""), request.POST.get("digest", "")
        with refusals_as_messages(request):
            take_step(article, name, person_of(request), comment, seen)
            messages.success(
                request,
                _t("“%(title)s” is now: %(status)s.")
                % {"title": article, "status": article.get_status_display()},
            )
        return redirect(self.url_of("change", pk))

    @admin.action(description=_("Submit the selected articles for review"), permissions=["submit"])
    def submit_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Submit each article that can be; say of the others why not."""
        submitted = 0
        for article in queryset:
            with refusals_as_messages(request):
                submit(article, person_of(request))
                submitted += 1
        if submitted:
            message = ngettext(
                "%(count)d article submitted for review.",
                "%(count)d articles submitted for review.",
                submitted,
            )
            messages.success(request, message % {"count": submitted})

    def picture(self, request: HttpRequest) -> HttpResponse:
        """Keep a picture that the editor uploads."""
        return upload_picture(request)

    # --- The list -------------------------------------------------------------------------------

    @admin.display(description=_("status"), ordering="status")
    def condition(self, article: Article) -> str:
        """The status as a badge."""
        return format_html(
            '<span class="badge badge-{}">{}</span>', article.status, article.get_status_display()
        )

    @admin.display(description=_("issue"), empty_value="")
    def placed(self, article: Article) -> str:
        """The issue that holds the article."""
        item = getattr(article, "item", None)
        return str(item.issue.number_text) if item else ""
