"""What the newsroom adds to the page of an entry: making an article of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bulletins.admin.filters import TakenFilter
from bulletins.admin.people import person_of
from bulletins.admin.refusals import refusals_as_messages
from bulletins.models import Article
from bulletins.workflow.intake import article_of
from desk.pages import DeskAdmin


class EntryIntake(DeskAdmin):
    """Mixed into monitoring's own page of an entry, which knows nothing of articles."""

    actions = ("make_articles",)

    def get_urls(self) -> list[URLPattern]:
        """Add the button's address."""
        return [self.object_path("take", require_POST(self.take)), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Bring the article along."""
        return super().get_queryset(request).select_related("article")

    def get_list_display(self, request: HttpRequest) -> Any:  # noqa: ANN401
        """Add the article."""
        return [*super().get_list_display(request), "article_link"]

    def get_list_filter(self, request: HttpRequest) -> Any:  # noqa: ANN401
        """Add whether there is one."""
        return [TakenFilter, *super().get_list_filter(request)]

    def has_take_permission(self, request: HttpRequest) -> bool:
        """Whether the person may add articles."""
        return request.user.has_perm("bulletins.add_article")

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:  # noqa: ANN401
        """Show the button, or the article that there is."""
        return super().page_context(request, obj) | {
            "may_take": self.has_take_permission(request),
            "article": getattr(obj, "article", None),
        }

    def take(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make an article of one entry and open it."""
        entry = self.visible_object(request, pk)
        if not self.has_take_permission(request):
            raise PermissionDenied(_t("You do not have permission to add articles."))
        with refusals_as_messages(request):
            article = article_of(entry, person_of(request))
            messages.success(request, _t("The article has been made. Edit it, then submit it."))
            return redirect("admin:bulletins_article_change", article.pk)
        return redirect(self.url_of("change", pk))

    @admin.action(description=_("Make articles of the selected entries"), permissions=["take"])
    def make_articles(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Make an article of each entry that can become one; say of the others why not."""
        made = 0
        for entry in queryset:
            with refusals_as_messages(request):
                article_of(entry, person_of(request))
                made += 1
        if made:
            message = ngettext("%(count)d article made.", "%(count)d articles made.", made)
            messages.success(request, message % {"count": made})

    @admin.display(description=_("article"))
    def article_link(self, entry: Any) -> str:  # noqa: ANN401
        """A link to the article, with its status."""
        article = getattr(entry, "article", None)
        if article is None:
            return ""
        address = reverse("admin:bulletins_article_change", args=[article.pk])
        return format_html('<a href="{}">{}</a>', address, article.get_status_display())


def _extend(site: admin.AdminSite) -> None:
    """Put the extended page in the place of monitoring's own, without importing either."""
    entry: Any = Article._meta.get_field("entry").related_model
    own_page = type(site.get_model_admin(entry))
    site.unregister(entry)
    actions = (*EntryIntake.actions, *(own_page.actions or ()))
    site.register(entry, type("EntryAdmin", (EntryIntake, own_page), {"actions": actions}))


_extend(admin.site)
