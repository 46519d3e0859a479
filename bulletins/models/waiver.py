"""Waiver: that somebody lets a blocking finding pass, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bulletins.models.article import Article
from bulletins.models.issue import Issue


class Waiver(models.Model):
    """Holds for one rule and one article's exact text in one issue: an edit ends it."""

    issue = models.ForeignKey(
        Issue, models.CASCADE, related_name="waivers", verbose_name=_("issue")
    )
    article = models.ForeignKey(Article, models.CASCADE, verbose_name=_("article"))
    digest = models.CharField("SHA-256", max_length=64)
    rule = models.CharField(_("rule"), max_length=30)
    reason = models.CharField(_("reason"), max_length=300)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    given_at = models.DateTimeField(_("given"), auto_now_add=True)

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "article", "rule", "digest"], name="one_waiver_per_text"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="waiver_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason}"
