"""Presence: who has an article open now. Nobody is locked out by it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bulletins.models.article import Article

#: Seconds between two signs of life of an open page.
HEARTBEAT = 10
#: Whoever gave no sign for so long has gone; one sign may be lost on its way.
PATIENCE = timedelta(seconds=HEARTBEAT * 2.5)


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Questions about who is there."""

    def now(self, now: datetime) -> Self:
        """Those whose page gave a sign of life just now, who writes before who reads."""
        return self.filter(seen_at__gt=now - PATIENCE).order_by("-is_writing", "person")


class Presence(models.Model):
    """That a person has the page of an article open, and whether they have typed in it."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="presences", verbose_name=_("article")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    seen_at = models.DateTimeField(_("last seen"))
    is_writing = models.BooleanField(_("has typed"), default=False)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="one_presence_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.article}"
