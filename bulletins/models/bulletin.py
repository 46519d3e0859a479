"""Bulletin: the series."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bulletins.rendering.document import Masthead
from bulletins.rendering.look import Look
from bulletins.rhythm import ByDaysOfMonth, ByWeekday, Rhythm, days_of_month, months_of_year


class Weekday(models.IntegerChoices):
    """Days of the week, counted as :meth:`datetime.date.weekday` does."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class RhythmKind(models.TextChoices):
    """What the days of publication are told by."""

    WEEKDAY = "weekday", _("by the day of the week")
    MONTH = "month", _("by days of the month")


class Bulletin(models.Model):
    """A series of numbered issues: its rhythm, its number ledger and, by date, its masthead."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("short name in addresses"), max_length=50, unique=True)
    rhythm_kind = models.CharField(
        _("rhythm"), max_length=10, choices=RhythmKind, default=RhythmKind.WEEKDAY,
        help_text=_(
            "Weekly and fortnightly ones by the day of the week, others by days of the month."
        ),
    )  # fmt: skip
    weekday = models.PositiveSmallIntegerField(
        _("day of publication"), choices=Weekday, default=Weekday.FRIDAY
    )
    window_days = models.PositiveSmallIntegerField(
        _("days of the coverage window"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text=_(
            "The window ends on the day of publication: 7 days up to Friday begin on Saturday."
        ),
    )
    month_days = models.CharField(
        _("days of the month"), max_length=100, blank=True,
        help_text=_(
            "Such as 25, or 1, 15, or 10, 20, 月末. A month that is too short for a day ends on it;"
            " 月末 is the last day."
        ),
    )  # fmt: skip
    months = models.CharField(
        _("months"), max_length=50, blank=True,
        help_text=_("Empty: every month. A quarterly: 3, 6, 9, 12."),
    )  # fmt: skip
    opens_by_itself = models.BooleanField(
        _("the next issue opens by itself"),
        default=True,
        help_text=_("On the first day of its window, once the series has had an issue."),
    )
    last_number = models.PositiveIntegerField(
        _("last number given"),
        default=0,
        help_text=_("The next issue to be published gets the number after this one."),
    )
    #: How the next issue is printed; see :class:`bulletins.rendering.look.Look`.
    look = models.JSONField(_("look"), default=dict, editable=False)

    class Meta:
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse days and months that cannot be read, where they count."""
        if self.rhythm_kind != RhythmKind.MONTH:
            return
        errors = {}
        try:
            days_of_month(self.month_days)
        except ValueError:
            errors["month_days"] = _("Write days from 1 to 31, or 月末, such as: 10, 20, 月末.")
        try:
            months_of_year(self.months)
        except ValueError:
            errors["months"] = _("Write months from 1 to 12, such as: 3, 6, 9, 12.")
        if errors:
            raise ValidationError(errors)

    @property
    def rhythm(self) -> Rhythm:
        """When its issues appear, and which days they cover."""
        if self.rhythm_kind == RhythmKind.MONTH:
            return ByDaysOfMonth(days_of_month(self.month_days), months_of_year(self.months))
        return ByWeekday(self.weekday, self.window_days)

    def printed_look(self) -> Look:
        """How its next issue is printed; published ones keep theirs."""
        return Look.from_json(self.look)

    def masthead_on(self, day: date) -> Masthead | None:
        """The masthead in force on a day, or None if none was valid yet."""
        row = self.mastheads.filter(valid_from__lte=day).order_by("-valid_from").first()
        return row.as_printed() if row else None


class BulletinMasthead(models.Model):
    """The words that a series prints, from a date on: organisations get renamed."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="mastheads")
    valid_from = models.DateField(_("valid from"))
    title = models.CharField(_("printed title"), max_length=100)
    organisation = models.CharField(_("organisation"), max_length=100)
    topic_phrase = models.CharField(
        _("topic phrase"), max_length=100, help_text=_("In the foreword: 共收集 3 篇…相关信息.")
    )
    scope_phrase = models.CharField(
        _("scope phrase"), max_length=100, default="全国主流媒体及政府网站",
        help_text=_("In the foreword: 监测范围包括…等."),
    )  # fmt: skip
    source_label = models.CharField(_("label of the outlet"), max_length=10, default="来源")

    class Meta:
        verbose_name = _("masthead")
        verbose_name_plural = _("mastheads")
        ordering = ("-valid_from",)
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "valid_from"], name="one_masthead_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.valid_from})"

    def as_printed(self) -> Masthead:
        """The words alone, to be copied into an issue."""
        return Masthead(
            title=self.title,
            organisation=self.organisation,
            topic_phrase=self.topic_phrase,
            scope_phrase=self.scope_phrase,
            source_label=self.source_label,
        )
