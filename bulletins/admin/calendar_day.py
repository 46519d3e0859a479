"""Holidays and working days of our own, against the published calendar."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from bulletins.models import CalendarDay
from desk.pages import DeskAdmin


@admin.register(CalendarDay)
class CalendarDayAdmin(DeskAdmin):
    """Days that are off, or worked, differently from what was published."""

    empty_hint = _("The published holidays of China are known; enter here what differs.")
    list_display = ("day", "is_working", "name")
    list_filter = ("is_working",)
    date_hierarchy = "day"
