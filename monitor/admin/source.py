"""Sources: what is monitored, how it fares, and “poll now”."""

from __future__ import annotations

from typing import Any

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
from django.utils.html import format_html_join
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from desk.waiting import Waiting, waits
from leases.hints import hint
from monitor.admin.source_exchange import SourceExchange
from monitor.admin.source_finding import SourceFinding
from monitor.admin.source_form import FIELDSETS, READING, SourceForm
from monitor.admin.source_health import SourceHealth
from monitor.admin.source_manners import SourceManners, resting
from monitor.models import Poll, Source
from monitor.pipeline.moves import EQUAL_POLLS, proposed_move
from monitor.polling import poll_source
from monitor.tasks import hand_out_pages

#: States of sources that can be read, but should be looked at.
ODD = (Source.Health.SILENT, Source.Health.REDESIGNED)


class StateFilter(admin.SimpleListFilter):
    """How sources fare."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
        """Offer the questions."""
        return [
            ("trouble", _("needs somebody")),
            ("failing", _("failing")),
            ("unchecked", _("not checked live")),
            ("moved", _("moved")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Source]) -> QuerySet[Source]:
        """Answer them."""
        if self.value() == "trouble":
            return queryset.filter(health__in=Source.TROUBLE)
        if self.value() == "failing":
            return queryset.filter(is_enabled=True, failures__gt=0)
        if self.value() == "unchecked":
            return queryset.filter(last_success_at__isnull=True)
        if self.value() == "moved":
            return queryset.filter(moved_polls=EQUAL_POLLS)
        return queryset


@admin.register(Source)
class SourceAdmin(SourceFinding, SourceExchange, SourceManners, SourceHealth):
    """Feeds, list pages and other kinds of source."""

    form = SourceForm
    fieldsets = FIELDSETS
    empty_hint = _("Add a source by its address, or choose some from the catalogue.")
    list_display = (
        "name", "source_class", "kind", "condition", "last_polled_at", "next_due", "fault",
    )  # fmt: skip
    list_filter = (StateFilter, "source_class", "is_enabled", "kind")
    search_fields = ("name", "url", "hosts")
    actions: tuple[str, ...] = ("poll_selected", *SourceExchange.actions)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Source | None = None
    ) -> tuple[str, ...]:
        """Only administrators may let a source reach into the institution's own network."""
        return () if request.user.is_superuser else ("allow_private",)

    def page_context(self, request: HttpRequest, obj: Source | None) -> dict[str, Any]:
        """Tell the page which settings each kind needs, and where the form can be tested."""
        return super().page_context(request, obj) | {
            "needs": Source.FIELDS_OF_KIND,
            "preview_url": self.url_of("preview_changed", obj.pk)
            if obj
            else self.url_of("preview"),
        }

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:  # noqa: ANN401
        """Save; what is new or read in another way is due at once."""
        if not request.user.is_superuser and "url" in form.changed_data:
            obj.allow_private = False  # was given for another address
        if is_read_anew := bool({*READING, "is_enabled"}.intersection(form.changed_data)):
            obj.due_at = timezone.now()
        super().save_model(request, obj, form, change)
        if "source_class" in form.changed_data and change:
            transaction.on_commit(lambda: hint("monitor.tasks.elect_stories", obj.pk))
        if is_read_anew and obj.is_enabled:
            transaction.on_commit(lambda: hint("monitor.tasks.poll_sources", [obj.pk]))
            messages.info(request, _t("The source is being polled; see its state in a moment."))

    def get_urls(self) -> list[URLPattern]:
        """Add the button's address."""
        return [self.object_path("poll_now", require_POST(self.poll_now)), *super().get_urls()]

    def poll_now(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Poll one source at once and say what came of it."""
        source: Source = self.visible_object(request, pk)
        if not self.has_change_permission(request, source):
            raise PermissionDenied(_t("You do not have permission to poll sources."))
        _report(request, source, poll_source(source.pk, due_only=False))
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
        """Whether the source works, and whether it ever did: what was told of it is no proof."""
        badges = [] if source.is_checked_live else [("warn", _t("not checked live"))]
        if source.is_checked_live or source.failures or not source.is_enabled:
            badges.append(_condition(source))
        if proposed_move(source):
            badges.append(("warn", _t("moved")))
        return format_html_join(" ", '<span class="badge badge-{}">{}</span>', badges)

    @admin.display(description=_("next due"), ordering="due_at")
    def next_due(self, source: Source) -> object:
        """When the source is polled next; nothing for one that is switched off."""
        return source.due_at if source.is_enabled else None

    @admin.display(description=_("what is wrong"))
    def fault(self, source: Source) -> str:
        """The beginning of the last error, or of what is odd about the source."""
        oddity = source.health_reason if source.health in ODD else ""
        return truncatechars(source.last_error or oddity, 60)


def _condition(source: Source) -> tuple[str, str]:
    if not source.is_enabled:
        return "off", _t("switched off")
    if source.due_at is None:
        return "off", _t("paused")
    if source.failures:
        return "bad", _t("failing, %(count)d×") % {"count": source.failures}
    if source.health in ODD:
        return "warn", source.get_health_display()
    return "good", _t("working")


def _report(request: HttpRequest, source: Source, poll: Poll | None) -> None:
    """Say what came of an attempt."""
    if poll is None:
        busy = _t("A worker is polling this source just now, or another page of its server.")
        messages.warning(request, resting(source) or busy)
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
def odd_sources(user: User) -> Waiting | None:
    """Sources that are silent, or whose pages read otherwise; nothing to see while all is well."""
    odd = Source.objects.filter(health__in=ODD)
    if not user.has_perm("monitor.view_source") or not (count := odd.count()):
        return None
    return Waiting(
        label=_t("silent or redesigned sources"),
        count=count,
        url=reverse("admin:monitor_source_changelist") + "?state=trouble",
        is_alarm=True,
    )


@waits
def failing_sources(user: User) -> Waiting | None:
    """Sources that failed at their last poll."""
    if not user.has_perm("monitor.view_source"):
        return None
    failing = Source.objects.filter(is_enabled=True, failures__gt=0).count()
    some = failing or Source.objects.exists()
    page = "changelist" if some or not user.has_perm("monitor.add_source") else "find"
    return Waiting(
        label=_t("failing sources"),
        count=failing,
        url=reverse(f"admin:monitor_source_{page}") + ("?state=failing" if failing else ""),
        hint=_t("All sources work.") if some else _t("Begin here: add the first source."),
        is_alarm=bool(failing),
    )
