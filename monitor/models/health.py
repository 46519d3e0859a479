"""How sources fare: the state on each row, the page it is tested by, the weekly reports."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from leases.models import LeasedModel, LeasedQuerySet
from monitor.models.source import Source


class GoldenPage(LeasedModel):
    """A page whose article is known: when it is read in another way, the site was redesigned.

    It is read again when due; one that is gone is replaced by a newer one.
    """

    source = models.OneToOneField(
        Source, models.CASCADE, related_name="golden_page", verbose_name=_("source")
    )
    url = models.CharField(_("address"), max_length=2000)
    title = models.CharField(_("title"), max_length=500)
    published_on = models.DateField(_("published on"), null=True)
    #: The beginning of the text, and how many characters it has.
    opening = models.CharField(max_length=40)
    length = models.PositiveIntegerField()
    checked_at = models.DateTimeField(_("checked"), null=True)
    #: What is read in another way now; empty: nothing.
    fault = models.TextField(_("fault"), blank=True)

    objects = LeasedQuerySet["GoldenPage"].as_manager()

    class Meta:
        verbose_name = _("golden page")
        verbose_name_plural = _("golden pages")

    def __str__(self) -> str:
        return self.url


class HealthReport(models.Model):
    """What the sources did in one week, as it was mailed to the editors."""

    week = models.DateField(_("week from"), unique=True)
    text = models.TextField(_("text"))
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True)

    class Meta:
        verbose_name = _("health report")
        verbose_name_plural = _("health reports")
        ordering = ("-week",)

    def __str__(self) -> str:
        return str(self.week)
