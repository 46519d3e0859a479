"""Watched links: whether what was printed still leads there."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import F, Max, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from desk.pages import ReadOnlyAdmin
from desk.waiting import Waiting, waits
from monitor.models import WatchedLink


@admin.register(WatchedLink)
class WatchedLinkAdmin(ReadOnlyAdmin):
    """Links of printed articles, and of those that may be printed next."""

    empty_hint = _("The links of printed and of approved articles will stand here.")
    list_display = ("title", "condition", "since", "checked_at", "remark", "kept_page")
    list_filter = ("state",)
    ordering = (F("since").desc(nulls_last=True), "-pk")
    search_fields = ("title", "url")
    fields = (
        "title", "address", "condition", "since", "checked_at", "next_check", "every_days",
        "failures", "remark", "entry", "kept_page",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[WatchedLink]:
        """Bring the newest snapshot along."""
        links: QuerySet[WatchedLink] = super().get_queryset(request)
        return links.annotate(snapshot=Max("entry__snapshots"))

    @admin.display(description=_("state"), ordering="state")
    def condition(self, link: WatchedLink) -> str:
        """The state as a badge."""
        return format_html(
            '<span class="badge badge-link-{}">{}</span>', link.state, link.get_state_display()
        )

    @admin.display(description=_("link"))
    def address(self, link: WatchedLink) -> str:
        """The link as printed; an address that is not on the web stays plain text."""
        if not link.url.startswith(("http://", "https://")):
            return link.url
        return format_html('<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>', link.url)

    @admin.display(description=_("next check"))
    def next_check(self, link: WatchedLink) -> str:
        """When it is looked up again."""
        return (
            date_format(timezone.localtime(link.due_at), "DATETIME_FORMAT") if link.due_at else ""
        )

    @admin.display(description=_("remark"))
    def remark(self, link: WatchedLink) -> str:
        """The reason of a failure, or where the page has moved."""
        return link.error or link.moved_to

    @admin.display(description=_("snapshot"), empty_value="")
    def kept_page(self, link: WatchedLink) -> str | None:
        """The way to the page as it was fetched."""
        if not link.snapshot:  # type: ignore[attr-defined]  # annotated
            return None
        address = reverse("admin:monitor_snapshot_change", args=[link.snapshot])  # type: ignore[attr-defined]
        return format_html('<a href="{}">{}</a>', address, _("as it was fetched"))


@waits
def lost_links(user: User) -> Waiting | None:
    """Links that lead nowhere any more; nothing to see while all is well."""
    if not user.has_perm("monitor.view_watchedlink") or not (
        lost := WatchedLink.objects.lost().count()
    ):
        return None
    return Waiting(
        label=_t("links that lead nowhere or elsewhere"),
        count=lost,
        url=reverse("admin:monitor_watchedlink_changelist")
        + f"?state__in={','.join(WatchedLink.LOST)}",
        is_alarm=True,
    )
