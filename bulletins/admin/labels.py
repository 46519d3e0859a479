"""Recorded decisions in words."""

from __future__ import annotations

from bulletins.models import Activity, Article, Issue


def change_of(activity: Activity) -> str:
    """Say which status became which; nothing if the decision left it as it was."""
    if not activity.to_status:
        return ""
    statuses = (Issue if activity.issue_id else Article).Status
    before, after = (statuses(value).label for value in (activity.from_status, activity.to_status))
    return f"{before} → {after}"
