"""Entries: items as found. Read only; the newsroom adds its “make an article of it”."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from desk.pages import ReadOnlyAdmin
from desk.searching import SearchedList
from monitor.admin.decision import DecisionPages
from monitor.admin.evidence import ConfidenceFilter, EvidencePanel
from monitor.admin.relevance import RelevancePages
from monitor.admin.story import CopiesFilter, StoryPages
from monitor.models import Entry, is_on_topic

#: Months that are offered to choose from.
_MONTHS = 24


class OnTopicFilter(admin.SimpleListFilter):
    """Whether an entry matches any topic at all."""

    title = _("on topic")
    parameter_name = "on_topic"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
        """Offer yes and no."""
        return [("1", _("on a topic")), ("0", _("off topic"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        """Keep the entries of the chosen kind."""
        # as a condition on each row: the database stops when it has those of the page
        match self.value():
            case "1":
                return queryset.filter(is_on_topic())
            case "0":
                return queryset.exclude(is_on_topic())
        return queryset


class MonthFilter(admin.SimpleListFilter):
    """In which of the last months it was published. Offers them without asking the database."""

    title = _("month")
    parameter_name = "month"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ANN401
        """Offer two years of months, the present one first."""
        today = timezone.localdate()
        months = (divmod(today.year * 12 + today.month - 1 - ago, 12) for ago in range(_MONTHS))
        names = [f"{year}-{month + 1:02}" for year, month in months]
        return [(name, name) for name in names]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        """Keep the entries of the month."""
        if self.value() not in dict(self.lookup_choices):
            return queryset
        first = date.fromisoformat(f"{self.value()}-01")
        following = (first + timedelta(days=31)).replace(day=1)
        return queryset.filter(published_on__gte=first, published_on__lt=following)


@admin.register(Entry)
class EntryAdmin(
    DecisionPages, RelevancePages, EvidencePanel, StoryPages, SearchedList, ReadOnlyAdmin
):
    """Items as found, never edited."""

    empty_hint = _("What the sources bring will stand here. Add sources first.")
    list_display = ("title", "published_on", "source_name", "reprints", "matched", "condition")
    list_filter = (
        OnTopicFilter, CopiesFilter, "topics", "state", ConfidenceFilter, "source", "published_on",
        MonthFilter,
    )  # fmt: skip
    search_fields = ("title", "source_name", "body_text")
    ordering = ("-found_at", "-pk")
    fieldsets = (
        (
            None,
            {"fields": (
                "title", "source_name", "original", "people", "published", "link", "matched",
                "state", "error", "certainty",
            )},
        ),
        (_("Text"), {"fields": ("body", "pictures")}),
        (
            _("Evidence"),
            {"fields": (
                "source", "found_at", "captured_at", "charset", "evidence", "rules", "snapshots",
            )},
        ),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        """Bring the matched topics along; leave the texts where they are."""
        entries = super().get_queryset(request).prefetch_related("matches__topic")
        return entries.defer("body_text")

    @admin.display(description=_("state"), ordering="state")
    def condition(self, entry: Entry) -> str:
        """The state as a badge, and a mark on what was not read surely."""
        return format_html(
            '<span class="badge badge-{}">{}</span>{}',
            entry.state, entry.get_state_display(), self.confidence_badge(entry),
        )  # fmt: skip

    @admin.display(description=_("matched topics and words"))
    def matched(self, entry: Entry) -> str:
        """The topics, each with the words that matched."""
        return format_html_join(
            "", '<div class="match"><strong>{}</strong> {}</div>',
            [(match.topic, "、".join(match.words)) for match in entry.matches.all()],
        )  # fmt: skip

    @admin.display(description=_("link"))
    def link(self, entry: Entry) -> str:
        """The link; an address that is not on the web stays plain text."""
        if not entry.url.startswith(("http://", "https://")):
            return entry.url
        return format_html('<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>', entry.url)

    @admin.display(description=_("text"))
    def body(self, entry: Entry) -> str:
        """The text as read from the page."""
        return render_to_string("admin/desk/body.html", {"html": entry.body_html})

    @admin.display(description=_("pictures"))
    def pictures(self, entry: Entry) -> str:
        """The pictures found, and why some could not be kept."""
        return render_to_string("admin/desk/pictures.html", {"images": entry.images})

    @admin.display(description=_("snapshots"))
    def snapshots(self, entry: Entry) -> str:
        """The pages as fetched, to be downloaded."""
        snapshots = entry.snapshots.all()
        return render_to_string("admin/desk/snapshots.html", {"snapshots": snapshots})
