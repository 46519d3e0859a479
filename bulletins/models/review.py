"""Review: a reviewer's recorded decision on one exact text."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bulletins.models.article import Article


class Review(models.Model):
    """Append-only. ``digest`` names the very text that the decision was given for."""

    class Decision(models.TextChoices):
        APPROVED = "approved", _("approved")
        SENT_BACK = "sent_back", _("sent back")

    article = models.ForeignKey(Article, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reviewer")
    )
    #: Who had edited the text last; the database compares the two.
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("editor")
    )
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    comment = models.TextField(_("comment"), blank=True)
    digest = models.CharField("SHA-256", max_length=64)
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reviewer=F("editor")), name="reviewer_is_not_the_editor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.get_decision_display()}"


class PassageComment(models.Model):
    """What a reviewer says of one passage, in the words of the text that the review was about."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="passages")
    passage = models.CharField(_("passage"), max_length=500)
    comment = models.CharField(_("comment"), max_length=1000)

    class Meta:
        verbose_name = _("comment on a passage")
        verbose_name_plural = _("comments on passages")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.passage}: {self.comment}"
