"""Recorded decisions and rhythms in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bulletins.models import Activity, Article, Bulletin, Issue
from bulletins.rhythm import EVERY_MONTH, LAST_DAY, ByDaysOfMonth


def change_of(activity: Activity) -> str:
    """Say which status became which; nothing if the decision left it as it was."""
    if not activity.to_status:
        return ""
    statuses = (Issue if activity.issue_id else Article).Status
    before, after = (statuses(value).label for value in (activity.from_status, activity.to_status))
    return f"{before} → {after}"


def rhythm_in_words(bulletin: Bulletin) -> str:
    """Say when the issues of a series appear."""
    rhythm, comma = bulletin.rhythm, _(", ")
    if not isinstance(rhythm, ByDaysOfMonth):
        weekday, days = bulletin.get_weekday_display(), bulletin.window_days
        if days == 7:
            return _("every %(weekday)s") % {"weekday": weekday}
        return _("%(weekday)s, every %(days)d days") % {"weekday": weekday, "days": days}
    days_in_words = comma.join(
        _("last day") if day == LAST_DAY else _("day %(day)d") % {"day": day} for day in rhythm.days
    )
    if rhythm.months == EVERY_MONTH:
        return _("every month: %(days)s") % {"days": days_in_words}
    months = comma.join(map(str, rhythm.months))
    return _("months %(months)s: %(days)s") % {"months": months, "days": days_in_words}
