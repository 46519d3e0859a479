"""Decision: an editor's word on an entry, and what is counted of such words."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from monitor.models import lookups  # noqa: F401  # registers them
from monitor.models.entry import Entry


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Questions about decisions."""

    def current(self) -> DecisionQuerySet:
        """Those that count: neither undone nor replaced by a later one."""
        return self.filter(ended_at=None)


class Decision(models.Model):
    """That somebody accepted, rejected or put off an entry. Kept for good; one at a time counts."""

    class Verdict(models.TextChoices):
        ACCEPT = "accept", _("accepted")
        REJECT = "reject", _("rejected")
        HOLD = "hold", _("put off")

    class Reason(models.TextChoices):
        OFF_FIELD = "off_field", _("not our field")
        ADVERTISING = "advertising", _("advertising")
        DUPLICATE = "duplicate", _("duplicate")
        OUTDATED = "outdated", _("out of date")
        OTHER = "other", _("another reason")

    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="decisions", verbose_name=_("entry")
    )
    verdict = models.CharField(_("editor's decision"), max_length=10, choices=Verdict)
    #: Of a rejection; others have none.
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"))
    ended_at = models.DateTimeField(_("undone or replaced"), null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False,
        verbose_name=_("undone or replaced by"),
    )  # fmt: skip
    #: What the ranking has learned from this decision and forgets with it; empty: nothing.
    lesson = models.TextField(blank=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("editor's decision")
        verbose_name_plural = _("editors' decisions")
        ordering = ("-decided_at", "-pk")
        indexes = [models.Index(fields=["verdict", "decided_at"], name="decision_verdict_age")]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(ended_at=None), name="one_decision_counts"
            ),
            models.CheckConstraint(
                condition=Q(verdict="reject") ^ Q(reason=""), name="rejection_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_verdict_display()}"


class GramCount(models.Model):
    """How many accepted and how many rejected texts hold a gram."""

    gram = models.CharField(max_length=20, primary_key=True)
    accepted = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.gram} +{self.accepted} -{self.rejected}"


class Ranking(models.Model):
    """The one row of what the ranking has learned from: how many texts, changed how often."""

    accepted = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    #: Grows with each lesson learned or forgotten; an entry keeps at which its score was given.
    changes = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"+{self.accepted} -{self.rejected} ({self.changes})"
