"""What moves the rhythm of a series: days that are off or worked, and dates without one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bulletins.models.bulletin import Bulletin


class CalendarDay(models.Model):
    """A day that is off, or worked, against what the published calendar of holidays says."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(
        _("working day"), default=False, help_text=_("Switched on: worked, even on a weekend.")
    )
    name = models.CharField(_("name"), max_length=50, blank=True)

    class Meta:
        verbose_name = _("holiday or working day")
        verbose_name_plural = _("holidays and working days")
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.day} {self.name}".strip()


class Skip(models.Model):
    """A date on which no issue appears: a line of the number ledger, which gives no number.

    The window is that of the days which no issue will cover; it is empty where they go to the next
    issue.
    """

    bulletin = models.ForeignKey(
        Bulletin, models.PROTECT, related_name="skips", verbose_name=_("bulletin")
    )
    issue_date = models.DateField(_("issue date"))
    window_start = models.DateField(_("window from"), null=True)
    window_end = models.DateField(_("window to"), null=True)
    reason = models.CharField(_("reason"), max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)

    class Meta:
        verbose_name = _("date without an issue")
        verbose_name_plural = _("dates without an issue")
        ordering = ("-issue_date",)
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "issue_date"], name="one_skip_per_date"),
            models.CheckConstraint(condition=~Q(reason=""), name="skip_has_a_reason"),
            models.CheckConstraint(
                condition=Q(window_start__isnull=True, window_end__isnull=True)
                | Q(window_start__lte=F("window_end")),
                name="skipped_window_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bulletin} {self.issue_date}"

    @property
    def is_merged(self) -> bool:
        """Whether its days go to the next issue."""
        return self.window_start is None
