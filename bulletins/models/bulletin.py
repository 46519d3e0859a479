"""Bulletin: the series."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bulletins.rendering.document import Masthead
from bulletins.rendering.look import Look


class Weekday(models.IntegerChoices):
    """Days of the week, counted as :meth:`datetime.date.weekday` does."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Bulletin(models.Model):
    """A series of numbered issues: its rhythm, its number ledger and, by date, its masthead."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("short name in addresses"), max_length=50, unique=True)
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
