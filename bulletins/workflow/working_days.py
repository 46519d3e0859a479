"""Working days: the published holidays of China, and what the desk's own calendar says against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays

from bulletins.models import CalendarDay

_SATURDAY = 5


@dataclass(frozen=True)
class WorkingDays:
    """Tells days that are worked from days off; the desk's own calendar comes first."""

    own: dict[date, tuple[bool, str]]

    def is_working(self, day: date) -> bool:
        """Whether people work: holidays are off, and weekends that no make-up day claims."""
        if day in self.own:
            return self.own[day][0]
        official = _official(day.year)
        if day in official.weekend_workdays:
            return True
        return day not in official and day.weekday() < _SATURDAY

    def name(self, day: date) -> str:
        """The holiday's name; empty for a common day."""
        return self.own[day][1] if day in self.own else _official(day.year).get(day, "")


def working_days() -> WorkingDays:
    """Read the desk's own calendar."""
    days = CalendarDay.objects.values_list("day", "is_working", "name")
    return WorkingDays({day: (is_working, name) for day, is_working, name in days})


@lru_cache(maxsize=8)
def _official(year: int) -> holidays.HolidayBase:
    """Give a year's holidays as announced, or as the law has them where nothing was announced."""
    return holidays.country_holidays("CN", years=year, language="zh_CN")
