"""Sources: what is monitored, how it fares, and “poll now”."""

from __future__ import annotations

from typing import Any

import soupsieve
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import truncatechars
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from desk.pages import DeskAdmin
from desk.waiting import Waiting, waits
from leases.hints import hint
from monitor.models import Poll, Source
from monitor.polling import poll_source
from monitor.tasks import hand_out_pages

SELECTORS = ("item_selector", "link_selector", "title_selector", "date_selector")


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Checks what the database cannot: that selectors are CSS."""

    class Meta:
        model = Source
        fields = (
            "name", "kind", "url", "is_enabled", "interval_minutes", *SELECTORS, "allow_private",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse malformed selectors at their field."""
        cleaned = super().clean() or {}
        for name in SELECTORS:
            try:
                soupsieve.compile(cleaned.get(name) or "*")
            except soupsieve.SelectorSyntaxError:
                self.add_error(name, _("This is not a CSS selector."))
        return cleaned


class FailingFilter(admin.SimpleListFilter):
    """Sources that failed at their last poll."""

    title = _("state")
    parameter_name = "failing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
        """Offer the one question."""
        return [("1", _("failing"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Source]) -> QuerySet[Source]:
        """Answer it."""
        return queryset.filter(is_enabled=True, failures__gt=0) if self.value() else queryset


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    """Feeds and list pages."""

    form = SourceForm
    list_display = (
        "name", "kind", "condition", "last_polled_at", "next_due", "short_error",
    )  # fmt: skip
    list_filter = (FailingFilter, "is_enabled", "kind")
    search_fields = ("name", "url")
    actions = ("poll_selected",)
    fieldsets = (
        (None, {"fields": ("name", "kind", "url", "is_enabled", "interval_minutes")}),
        (_("List page"), {"fields": SELECTORS}),
        (_("Network"), {"fields": ("allow_private",), "classes": ("collapse",)}),
    )

    def get_readonly_fields(
        self, request: HttpRequest, obj: Source | None = None
    ) -> tuple[str, ...]:
        """Only administrators may let a source reach into the institution's own network."""
        return () if request.user.is_superuser else ("allow_private",)

    def get_urls(self) -> list[URLPattern]:
        """Add the button's address."""
        return [self.object_path("poll_now", require_POST(self.poll_now)), *super().get_urls()]

    def poll_now(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Poll one source at once and say what came of it."""
        source: Source = self.visible_object(request, pk)
        if not self.has_change_permission(request, source):
            raise PermissionDenied(_t("You do not have permission to poll sources."))
        _report(request, poll_source(source.pk, due_only=False))
        hand_out_pages([source.pk])
        return redirect(self.url_of("change", pk))

    @admin.action(description=_("Poll the selected sources now"), permissions=["change"])
    def poll_selected(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        """Make the sources due at once; a worker does the rest, however many there are."""
        ids = list(queryset.values_list("pk", flat=True))
        queryset.update(due_at=timezone.now())
        transaction.on_commit(lambda: hint("monitor.tasks.poll_sources", ids))
        message = ngettext(
            "%(count)d source is being polled. Its result will appear under Polls.",
            "%(count)d sources are being polled. Their results will appear under Polls.",
            len(ids),
        ) % {"count": len(ids)}
        messages.info(request, message)

    @admin.display(description=_("state"))
    def condition(self, source: Source) -> str:
        """Whether the source works, in one word."""
        kind, words = _condition(source)
        return format_html('<span class="badge badge-{}">{}</span>', kind, words)

    @admin.display(description=_("next due"), ordering="due_at")
    def next_due(self, source: Source) -> object:
        """When the source is polled next; nothing for one that is switched off."""
        return source.due_at if source.is_enabled else None

    @admin.display(description=_("last error"), empty_value="")
    def short_error(self, source: Source) -> str:
        """The beginning of the last error."""
        return truncatechars(source.last_error, 60)


def _condition(source: Source) -> tuple[str, str]:
    if not source.is_enabled:
        return "off", _t("switched off")
    if source.failures:
        return "bad", _t("failing, %(count)d×") % {"count": source.failures}
    if source.last_success_at:
        return "good", _t("working")
    return "new", _t("not polled yet")


def _report(request: HttpRequest, poll: Poll | None) -> None:
    """Say what came of an attempt."""
    if poll is None:
        messages.warning(request, _t("A worker is polling this source just now."))
    elif poll.error:
        messages.error(request, _t("The poll failed: %(error)s") % {"error": poll.error})
    elif poll.status == Poll.Status.NOT_MODIFIED:
        messages.success(request, _t("Nothing has changed at the source since the last poll."))
    else:
        counts = {"seen": poll.seen, "new": poll.new, "changed": poll.changed}
        messages.success(
            request,
            _t("Polled: %(seen)d items seen, %(new)d new, %(changed)d changed.") % counts,
        )


@waits
def failing_sources(user: User) -> Waiting | None:
    """Sources that failed at their last poll."""
    if not user.has_perm("monitor.view_source"):
        return None
    failing = Source.objects.filter(is_enabled=True, failures__gt=0).count()
    some = failing or Source.objects.exists()
    return Waiting(
        label=_t("failing sources"),
        count=failing,
        url=reverse("admin:monitor_source_changelist") + ("?failing=1" if failing else ""),
        hint=_t("All sources work.") if some else _t("Begin here: add the first source."),
        is_alarm=bool(failing),
    )
