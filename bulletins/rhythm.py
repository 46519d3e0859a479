"""Rhythm: the days on which a series usually appears, and the days that an issue covers. Pure."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
#: Stands for the last day, as every day does that a month is too short for.
LAST_DAY = 31
EVERY_MONTH = tuple(range(1, 13))


class Rhythm(ABC):
    """When the issues of a series appear, and which days each covers if nothing is moved."""

    @abstractmethod
    def on_or_after(self, day: date) -> date:
        """Give the first day of publication from a day on."""

    @abstractmethod
    def after(self, last: date) -> date:
        """Give the day of publication after an issue, which may have been moved by a few days."""

    @abstractmethod
    def window(self, issue_date: date) -> tuple[date, date]:
        """Give first and last day of the usual window, which ends on the issue date."""

    @abstractmethod
    def has_rested(self, last_end: date, issue_date: date) -> bool:
        """Tell whether a whole window or more lies between the last day covered and the usual one.

        It does not before the issue that was due in between, however late that one appears.
        """


@dataclass(frozen=True)
class ByWeekday(Rhythm):
    """On one day of the week, which counts from Monday = 0, every so many ``days``."""

    weekday: int = 4
    days: int = 7

    def on_or_after(self, day: date) -> date:
        """Give the first such day of the week."""
        return day + timedelta(days=(self.weekday - day.weekday()) % 7)

    def after(self, last: date) -> date:
        """Give the first at least half a window later; three days short of a longer one at most.

        So an issue that was moved by a few days leaves the rhythm as it is.
        """
        least = self.days - 3 if self.days >= 14 else max(1, self.days // 2)
        return self.on_or_after(last + timedelta(days=least))

    def window(self, issue_date: date) -> tuple[date, date]:
        """Give the last ``days`` up to the issue date."""
        return issue_date - timedelta(days=self.days - 1), issue_date

    def has_rested(self, last_end: date, issue_date: date) -> bool:
        """Tell whether there is room for two windows."""
        return (issue_date - last_end).days >= 2 * self.days


@dataclass(frozen=True)
class ByDaysOfMonth(Rhythm):
    """On certain days of certain months; a month that is too short for one ends on it."""

    days: tuple[int, ...]
    months: tuple[int, ...] = EVERY_MONTH

    def on_or_after(self, day: date) -> date:
        """Give the first of the days, in this year or the next."""
        return next(each for each in self._of_years(day.year, day.year + 1) if each >= day)

    def after(self, last: date) -> date:
        """Give the first after the regular day that an issue was moved from, which is the nearer.

        So an issue that was moved by less than half the time between two leaves the rhythm as it
        is.
        """
        before, following = self._before(last + _DAY), self.on_or_after(last + _DAY)
        is_early = (following - last).days < (following - before).days // 2
        return self.on_or_after(following + _DAY) if is_early else following

    def window(self, issue_date: date) -> tuple[date, date]:
        """Give the days since the regular day before."""
        regular = self._before(self.after(issue_date))
        return self._before(regular) + _DAY, issue_date

    def has_rested(self, last_end: date, issue_date: date) -> bool:
        """Tell whether two windows have ended since."""
        return last_end <= self._before(self._before(self._before(issue_date + _DAY)))

    def _before(self, day: date) -> date:
        return [each for each in self._of_years(day.year - 1, day.year) if each < day][-1]

    def _of_years(self, *years: int) -> list[date]:
        return sorted(
            {
                date(year, month, min(day, monthrange(year, month)[1]))
                for year in years for month in self.months for day in self.days
            }
        )  # fmt: skip


def days_of_month(text: str) -> tuple[int, ...]:
    """Read days of the month, such as “1, 15” or “10日、20日、月末”.

    Raises ValueError if there is none, or anything else.
    """
    return _numbers(re.sub("月末|月底", str(LAST_DAY), text), LAST_DAY)


def months_of_year(text: str) -> tuple[int, ...]:
    """Read months, such as “3, 6, 9, 12”; nothing, or 每月, are all of them.

    Raises ValueError for anything else.
    """
    return EVERY_MONTH if text.strip() in {"", "每月"} else _numbers(text, 12)


def _numbers(text: str, most: int) -> tuple[int, ...]:
    numbers = {int(word) for word in re.split(r"[日号月和,，、;；\s]+", text) if word}
    if not numbers or not all(1 <= number <= most for number in numbers):
        raise ValueError(text)
    return tuple(sorted(numbers))
