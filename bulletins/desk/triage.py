"""Triage: the day's stories one by one, each decided with one key; the next opens by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bulletins.admin.people import person_of
from bulletins.desk.page import desk_view, show
from bulletins.workflow.errors import WorkflowError
from bulletins.workflow.intake import (
    Decision,
    Entry,
    article_of_story,
    choose,
    deciding,
    printed_item,
    put_back,
    select,
    triage,
)

_MAY_SEE, _MAY_DECIDE, _MAY_REGROUP = (
    "monitor.view_entry", "monitor.add_decision", "monitor.change_story",
)  # fmt: skip
_PARTS = "bulletins/desk/triage"
_UNDECIDED = "open"
_Reason = Decision.Reason
#: In the order of their keys: 1, 2, 3 …
_REASONS = (
    _Reason.DUPLICATE, _Reason.ADVERTISING, _Reason.OUTDATED, _Reason.OFF_FIELD, _Reason.OTHER,
)  # fmt: skip


@desk_view(_MAY_SEE)
@require_safe
def page(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Show a list of stories, and the first of them or the one that is asked for."""
    lists = {_UNDECIDED: _("undecided"), **dict(Decision.Verdict.choices)}
    listed = request.GET.get("list", _UNDECIDED)
    listed = listed if listed in lists else _UNDECIDED
    groups = _groups(listed)
    pks = [entry.pk for _label, entries in groups for entry in entries]
    wanted = pk or next(iter(pks), None)
    return show(
        request, f"{_PARTS}/page.html", _("Triage"),
        lists=lists.items(), listed=listed, is_undecided=listed == _UNDECIDED, groups=groups,
        count=len(pks), seen=",".join(map(str, pks)),
        **_story(request, get_object_or_404(Entry, pk=wanted) if wanted else None),
    )  # fmt: skip


@desk_view(_MAY_SEE)
@require_safe
def story(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one story, as a part of the page or on the whole page."""
    if not request.htmx:  # type: ignore[attr-defined]  # of its middleware
        return page(request, pk)
    return show(
        request, f"{_PARTS}/story.html", "", **_story(request, get_object_or_404(Entry, pk=pk))
    )


@desk_view(_MAY_SEE)
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Say how many stories have come since the list was loaded."""
    seen = request.GET.get("seen", "")
    pks = [int(pk) for pk in seen.split(",")[: triage.MOST] if pk.isdecimal()]
    return show(
        request, f"{_PARTS}/news.html", "", new=triage.unseen(timezone.now(), pks), seen=seen
    )


@desk_view(_MAY_DECIDE)
@require_POST
def decide(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a decision on one story and show the next."""
    entry, person = get_object_or_404(Entry, pk=pk), person_of(request)
    reason = request.POST.get("reason", "")
    verbs: dict[str, tuple[Callable[[], object], str]] = {
        "select": (lambda: select(entry, person), _("Selected")),
        "reject": (lambda: deciding.reject(entry, person, reason), _("Rejected")),
        "hold": (lambda: deciding.hold(entry, person), _("Put off")),
        "undo": (lambda: put_back(entry, person), _("Undone")),
    }
    if verb not in verbs:
        raise Http404
    if verb == "reject" and reason not in _Reason.values:
        return HttpResponseBadRequest(_("Choose a reason."))
    decision, said = verbs[verb]
    try:
        decision()
    except WorkflowError as refusal:
        return _refused(request, str(refusal))
    settled = {entry.pk} if reason == _Reason.DUPLICATE else {entry.pk, _asked_for(request)}
    return _answer(request, _next(request), said, entry, gone=settled)


@desk_view(_MAY_DECIDE)
@require_POST
def undo_last(request: HttpRequest) -> HttpResponse:
    """Take back what the person decided last, and show that story again."""
    decision = triage.last_decision(person_of(request), timezone.now())
    if decision is None:
        return _refused(request, _("There is nothing of today's work to undo."))
    try:
        put_back(decision.entry, person_of(request))
    except WorkflowError as refusal:
        return _refused(request, str(refusal))
    is_listed = request.POST.get("list") == _UNDECIDED
    back = triage.row(decision.entry_id) if is_listed else None
    return _answer(request, decision.entry, _("Undone"), decision.entry, back=back)


@desk_view(_MAY_REGROUP)
@require_POST
def choose_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a copy stand for its story, in the list as well."""
    entry = get_object_or_404(Entry, pk=pk)
    choose(pk)
    before = _asked_for(request)
    back = triage.row(pk) if before else None
    return _answer(
        request, entry, _("It stands for the story now"), entry, back=back, gone={before}
    )


def _groups(listed: str) -> list[tuple[str, list[Entry]]]:
    """Give the entries of a list; those decided on with their ``decision``."""
    now = timezone.now()
    if listed != _UNDECIDED:
        decided = [_with(decision) for decision in triage.decided(listed, now)]
        return [("", decided)] if decided else []
    rows, today = triage.queue(now), timezone.localdate(now)
    new = [entry for entry in rows if timezone.localdate(entry.found_at) == today]
    old = [entry for entry in rows if timezone.localdate(entry.found_at) != today]
    return [(label, some) for label, some in ((_("Today"), new), (_("Earlier"), old)) if some]


def _with(decision: Decision) -> Entry:
    entry = decision.entry
    entry.decision = decision  # type: ignore[attr-defined]  # for the row
    return entry


def _story(request: HttpRequest, entry: Entry | None) -> dict[str, Any]:
    """Give what is shown of a story, and what the person may do with it."""
    person = person_of(request)
    shown: dict[str, Any] = {
        "entry": entry,
        "may_decide": person.has_perm(_MAY_DECIDE),
        "may_regroup": person.has_perm(_MAY_REGROUP),
        "may_add": person.has_perm("bulletins.add_article"),
    }
    if entry:
        shown |= {
            "known": triage.known_of(entry),
            "article": article_of_story(entry),
            "printed": printed_item(entry),
            "reasons_to_reject": [(reason.value, reason.label) for reason in _REASONS],
        }
    return shown


def _asked_for(request: HttpRequest, name: str = "current") -> int | None:
    """Give the entry of the list that the page names: the open one, or the next."""
    pk = request.POST.get(name, "")
    return int(pk) if pk.isdecimal() else None


def _next(request: HttpRequest) -> Entry | None:
    pk = _asked_for(request, "next")
    return Entry.objects.filter(pk=pk).first() if pk else None


def _answer(
    request: HttpRequest, entry: Entry | None, said: str, told: Entry, **changes: object
) -> HttpResponse:
    """Show a story, and change the list and the line that says what was done."""
    return show(
        request, f"{_PARTS}/answer.html", "", said=said, told=told,
        current=_asked_for(request), **_story(request, entry), **changes,
    )  # fmt: skip


def _refused(request: HttpRequest, reason: str) -> HttpResponse:
    """Say why nothing was done; story and list stay as they are."""
    answer = show(request, f"{_PARTS}/refused.html", "", refusal=reason)
    answer["HX-Reswap"] = "none"
    return answer
