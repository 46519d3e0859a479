"""BackIssue: the file of an old bulletin, what is wrong with it, and the issue it became."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bulletins.models.bulletin import Bulletin
from bulletins.models.issue import Issue


class BackIssue(models.Model):
    """A file that was received. Somebody looks at what was read before it becomes an issue."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, verbose_name=_("bulletin"))
    issue = models.OneToOneField(
        Issue, models.PROTECT, null=True, related_name="back_issue", verbose_name=_("issue")
    )
    file = models.FileField(_("file"), max_length=200)
    name = models.CharField(_("name of the file"), max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    #: As :meth:`bulletins.workflow.back_issues.Reading.to_json` gives it, with the findings.
    reading = models.JSONField(default=dict, editable=False)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("received from")
    )
    received_at = models.DateTimeField(_("received"), auto_now_add=True)

    class Meta:
        verbose_name = _("back issue")
        verbose_name_plural = _("back issues")
        ordering = ("-received_at", "-pk")

    def __str__(self) -> str:
        return str(self.issue or self.name)
