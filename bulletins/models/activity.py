"""Activity: who decided what, when, on which text or about which issue. Append-only."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bulletins.models.article import Article
from bulletins.models.issue import Issue


class Activity(models.Model):
    """One decision. Texts have their own history; this says what was decided about them.

    An article is placed in an issue: such a decision is about both. An issue that is given up
    before it is published leaves such rows behind; their ``comment`` names it.
    """

    class Verb(models.TextChoices):
        """What was done, in words: the names of the transitions, and what changes no status."""

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
        PLACE = "place", _("placed in an issue")
        TAKE_OUT = "take_out", _("taken out of an issue")

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )
    verb = models.CharField(_("what"), max_length=20, choices=Verb)
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, related_name="activities", verbose_name=_("article")
    )
    issue = models.ForeignKey(
        Issue, models.SET_NULL, null=True, related_name="activities", verbose_name=_("issue")
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
                condition=Q(article__isnull=False) | Q(issue__isnull=False), name="about_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.get_verb_display()} {self.article or self.issue}"
