"""Notice: a mail that tells a person of an activity."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bulletins.models.activity import Activity
from leases.models import LeasedModel, LeasedQuerySet


class Notice(LeasedModel):
    """Written with the activity that it tells of. ``due_at`` none: sent, or given up."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="notices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)

    objects = LeasedQuerySet["Notice"].as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.activity}"
