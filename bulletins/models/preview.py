"""Preview: the PDF of an issue in preparation, as it stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bulletins.models.issue import Issue
from bulletins.models.rendition import Rendition
from leases.models import LeasedModel, LeasedQuerySet


class Preview(LeasedModel):
    """One an issue, made anew when what it prints has changed. ``due_at`` none: nothing to do."""

    issue = models.OneToOneField(
        Issue, models.CASCADE, related_name="preview", verbose_name=_("issue")
    )
    #: SHA-256 of the page that is printed: the texts, their order, the masthead and the layout.
    digest = models.CharField("SHA-256", max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=Rendition.State)
    #: What was made last: an earlier one until the present state is ready.
    file = models.FileField(_("file"), max_length=200, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True)
    error = models.TextField(_("error"), blank=True)
    asked_at = models.DateTimeField(_("asked for"))

    objects = LeasedQuerySet["Preview"].as_manager()

    class Meta:
        verbose_name = _("preview")
        verbose_name_plural = _("previews")

    def __str__(self) -> str:
        return str(self.issue)
