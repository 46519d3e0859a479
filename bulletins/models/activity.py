"""Activity: who decided what, when, on which text. Append-only."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bulletins.models.article import Article
from bulletins.models.issue import Issue


class Activity(models.Model):
    """One decision. Texts have their own history; this says what was decided about them."""

    class Verb(models.TextChoices):
        """What was done: the names of the transitions, in words."""

        SUBMIT = "submit", _("submitted for review")
        APPROVE = "approve", _("approved")
        SEND_BACK = "send_back", _("sent back")
        RECALL = "recall", _("recalled to edit")
        VOID = "void", _("edited, so decided anew")
        DROP = "drop", _("dropped")
        RESTORE = "restore", _("restored")
        PUBLISH = "publish", _("published")
        IMPORT = "import", _("imported from a file")
        CORRECT = "correct", _("corrected")
        WITHDRAW = "withdraw", _("withdrawn")

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )
    verb = models.CharField(_("what"), max_length=20, choices=Verb)
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, related_name="activities", verbose_name=_("article")
    )
    issue = models.ForeignKey(
        Issue, models.PROTECT, null=True, related_name="activities", verbose_name=_("issue")
    )
    from_status = models.CharField(_("from"), max_length=10, blank=True)
    to_status = models.CharField(_("to"), max_length=10, blank=True)
    digest = models.CharField("SHA-256", max_length=64, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=True) ^ Q(issue__isnull=True), name="about_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.get_verb_display()} {self.article or self.issue}"
