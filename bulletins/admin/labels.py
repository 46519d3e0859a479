"""Recorded decisions in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bulletins.models import Activity, Article, Issue

_VERBS = {
    "submit": _("submitted for review"),
    "approve": _("approved"),
    "send_back": _("sent back"),
    "recall": _("recalled to edit"),
    "void": _("edited, so decided anew"),
    "drop": _("dropped"),
    "restore": _("restored"),
    "publish": _("published"),
}


def verb_of(activity: Activity) -> str:
    """Say what was done."""
    return str(_VERBS.get(activity.verb, activity.verb))


def change_of(activity: Activity) -> str:
    """Say which status became which."""
    statuses = (Issue if activity.issue_id else Article).Status
    before, after = (statuses(value).label for value in (activity.from_status, activity.to_status))
    return f"{before} → {after}"
