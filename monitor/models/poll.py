"""Poll: one attempt at a source."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from monitor.models.source import Source


class Poll(models.Model):
    """What one attempt found; kept also when it failed."""

    class Status(models.TextChoices):
        OK = "ok", _("ok")
        NOT_MODIFIED = "not_modified", _("not modified")
        FAILED = "failed", _("failed")
        ABANDONED = "abandoned", _("broken off")

    source = models.ForeignKey(
        Source, models.CASCADE, related_name="polls", verbose_name=_("source")
    )
    started_at = models.DateTimeField(_("started"), db_index=True)
    seconds = models.FloatField(_("seconds"), null=True)
    status = models.CharField(_("status"), max_length=20, choices=Status)
    http_status = models.PositiveSmallIntegerField(_("HTTP status"), null=True)
    seen = models.PositiveIntegerField(_("items seen"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        ordering = ("-started_at", "-pk")

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M}"
