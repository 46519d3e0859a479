"""Decisions: accepting and rejecting, on the pages of entries; and the list of all decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import F, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from desk.pages import DeskAdmin, ReadOnlyAdmin
from monitor.deciding import (
    accept,
    decisions_on,
    hold,
    is_decided,
    is_rejected,
    may_decide,
    reject,
    undo,
)
from monitor.models import Decision, Entry

Decide = Callable[[Entry, User], object]


class DecisionFilter(admin.SimpleListFilter):
    """What has been decided of an entry or its story."""

    title = _("editor's decision")
    parameter_name = "decision"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
        """Offer the decisions, and the lack of one."""
        return [
            ("none", _("undecided")),
            ("open", _("not rejected")),
            *Decision.Verdict.choices,
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        """Keep the entries of the chosen kind."""
        match self.value():
            case None:
                return queryset
            case "none":
                return queryset.exclude(is_decided())
            case "open":
                return queryset.exclude(is_rejected())
            case verdict:
                return queryset.filter(is_decided(verdict=verdict))


class DecisionPages(DeskAdmin):
    """Mixed into the page of an entry."""

    def get_urls(self) -> list[URLPattern]:
        """Add the buttons' addresses."""
        return [
            self.object_path("accept", require_POST(self.accept)),
            self.object_path("hold", require_POST(self.hold)),
            self.object_path("reject", require_POST(self.reject)),
            self.object_path("undo", require_POST(self.undo)),
            *super().get_urls(),
        ]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Add deciding on several at once, with each reason."""
        deciding = _actions() if self.has_decide_permission(request) else {}
        return deciding | super().get_actions(request)

    def get_list_display(self, request: HttpRequest) -> Any:  # noqa: ANN401
        """Add the decision."""
        return [*super().get_list_display(request), "decided"]

    def get_list_filter(self, request: HttpRequest) -> Any:  # noqa: ANN401
        """Add what was decided."""
        return [DecisionFilter, *super().get_list_filter(request)]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        """Bring along what has been decided."""
        told = JSONObject(verdict="verdict", reason="reason", by=F("decided_by__username"))
        current = Decision.objects.current().order_by("-decided_at")
        own = current.filter(entry=OuterRef("pk"))
        of_a_copy = current.exclude(reason=Decision.Reason.DUPLICATE).filter(
            entry__copy__story=OuterRef("copy__story")
        )
        entries: QuerySet[Entry] = super().get_queryset(request)
        return entries.annotate(
            decision=Coalesce(
                Subquery(own.values(told=told)[:1]),
                Subquery(of_a_copy.values(told=told)[:1]),
                output_field=JSONField(),
            )
        )

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Whether the person may accept and reject."""
        return may_decide(_person(request))

    def page_context(self, request: HttpRequest, obj: Entry | None) -> dict[str, Any]:
        """Show what has been decided, what was decided before, and the buttons."""
        shown: dict[str, Any] = {}
        if obj:
            shown = {
                "decisions": decisions_on(obj),
                "former_decisions": obj.decisions.exclude(ended_at=None).select_related(
                    "decided_by"
                ),
                "may_decide": self.has_decide_permission(request),
                "reasons_to_reject": Decision.Reason.choices,
            }
        return super().page_context(request, obj) | shown

    def accept(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Accept one entry."""
        return self._decide(request, pk, accept)

    def hold(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put one entry off."""
        return self._decide(request, pk, hold)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make one entry undecided."""
        return self._decide(request, pk, undo)

    def reject(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Reject one entry for the reason that was chosen."""
        reason = request.POST.get("reason", "")
        if reason not in Decision.Reason.values:
            return HttpResponseBadRequest(_t("Choose a reason."))
        return self._decide(request, pk, lambda entry, by: reject(entry, by, reason))

    def _decide(self, request: HttpRequest, pk: int, decide: Decide) -> HttpResponse:
        decide(self.visible_object(request, pk), _person(request))
        return redirect(self.url_of("change", pk))

    @admin.display(description=_("editor's decision"))
    def decided(self, entry: Any) -> str:  # noqa: ANN401 - annotated
        """The decision as a badge, with its reason and the person."""
        if not entry.decision:
            return ""
        return format_html(
            '<span class="badge badge-{}">{}</span> <span class="quiet">{}</span>',
            entry.decision["verdict"],
            label(entry.decision["verdict"], entry.decision["reason"]),
            entry.decision["by"],
        )


def label(verdict: str, reason: str) -> str:
    """Give a decision in words."""
    words = str(Decision.Verdict(verdict).label)
    return f"{words} · {Decision.Reason(reason).label}" if reason else words


def _actions() -> dict[str, Any]:
    """Give the list's actions as Django keeps them: the function, its name, its label."""
    decides: list[tuple[str, Any, Decide]] = [
        ("accept", _("Accept the selected entries"), accept),
        *(
            (
                f"reject_{reason}",
                _t("Reject the selected entries: %(reason)s") % {"reason": reason.label},
                lambda entry, by, reason=reason: reject(entry, by, reason),
            )
            for reason in Decision.Reason
        ),
        ("hold", _("Put the selected entries off"), hold),
        ("undo", _("Undo the decisions on the selected entries"), undo),
    ]
    return {
        f"decide_{name}": (_action(decide), f"decide_{name}", text)
        for name, text, decide in decides
    }


def _action(decide: Decide) -> Callable[..., None]:
    def act(page: DeskAdmin, request: HttpRequest, queryset: QuerySet[Entry]) -> None:
        for entry in queryset:
            decide(entry, _person(request))
        message = ngettext("%(count)d entry decided.", "%(count)d entries decided.", len(queryset))
        messages.success(request, message % {"count": len(queryset)})

    return act


def _person(request: HttpRequest) -> User:
    """The person who asked; every page of the admin sees to it that they have logged in."""
    assert isinstance(request.user, User)  # noqa: S101 - tells the type checker
    return request.user


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Who decided what, and why; those undone or replaced as well."""

    empty_hint = _("What is accepted, rejected or put off on the pages of entries stands here.")
    list_display = ("entry", "verdict", "reason", "decided_by", "decided_at", "counts")
    list_filter = ("verdict", "reason", "decided_by", "decided_at")
    search_fields = ("entry__title",)
    date_hierarchy = "decided_at"
    fields = ("entry", "verdict", "reason", "decided_by", "decided_at", "ended_at", "ended_by")
    list_select_related = ("entry", "decided_by")

    @admin.display(description=_("counts"), boolean=True)
    def counts(self, decision: Decision) -> bool:
        """Whether it was neither undone nor replaced."""
        return decision.ended_at is None
