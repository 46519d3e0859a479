"""Topic: the expression that makes an item ours."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """What is watched, as an expression of words (see :mod:`monitor.pipeline.expression`)."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    expression = models.TextField(_("expression"))
    is_enabled = models.BooleanField(_("enabled"), default=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
