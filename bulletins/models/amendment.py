"""Amendment: what is said and changed after an issue was published, which itself stays as it is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bulletins.models.article import Article
from bulletins.models.issue import Issue


class Amendment(models.Model):
    """A correction, which makes a new version of the issue, or its withdrawal. Append-only.

    ``notice`` is the sentence that readers of the issue see and that the next foreword prints.
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("correction")
        WITHDRAWAL = "withdrawal", _("withdrawal")

    issue = models.ForeignKey(
        Issue, models.PROTECT, related_name="amendments", verbose_name=_("issue")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    #: The published issue is the first version; a correction makes the second, and so on.
    version = models.PositiveSmallIntegerField(_("version"))
    #: The approved text that takes the place of the one it corrects.
    article = models.OneToOneField(
        Article, models.PROTECT, null=True, related_name="amendment", verbose_name=_("article")
    )
    notice = models.TextField(_("notice"))
    #: The whole corrected issue; see :class:`bulletins.rendering.document.Document`.
    document = models.JSONField(null=True, editable=False)
    #: What its articles rest on; see :mod:`bulletins.workflow.evidence`.
    evidence = models.JSONField(default=dict, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed"))

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ("issue", "version")
        constraints = [
            models.UniqueConstraint(fields=["issue", "version"], name="one_amendment_per_version"),
            models.CheckConstraint(condition=~Q(notice=""), name="amendment_says_what"),
            models.CheckConstraint(
                condition=Q(kind="correction", article__isnull=False, document__isnull=False)
                | Q(kind="withdrawal", article__isnull=True, document__isnull=True),
                name="corrected_with_an_article",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue}: {self.get_kind_display()}"
