"""WatchedLink: an address that was printed or is about to be, and whether it still leads there."""

from __future__ import annotations

import hashlib
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from leases.models import LeasedModel, LeasedQuerySet
from monitor.models.entry import Entry


class WatchedLinkQuerySet(LeasedQuerySet["WatchedLink"]):
    """Questions about watched links."""

    def lost(self) -> Self:
        """Links that lead nowhere or elsewhere."""
        return self.filter(state__in=WatchedLink.LOST)


class WatchedLink(LeasedModel):
    """Registered by whoever prints it; checked when due."""

    class State(models.TextChoices):
        UNCHECKED = "unchecked", _("not checked yet")
        OK = "ok", _("leads there")
        MOVED = "moved", _("moved")
        CHANGED = "changed", _("shows something else")
        DEAD = "dead", _("dead")
        UNREACHABLE = "unreachable", _("not reachable")

    LOST = (State.CHANGED, State.DEAD)

    #: SHA-256 of the address.
    key = models.CharField(max_length=64, unique=True, editable=False)
    url = models.CharField(_("address"), max_length=2000)
    #: What the page is about, to see whether it still is.
    title = models.CharField(_("title"), max_length=500)
    entry = models.ForeignKey(
        Entry, models.SET_NULL, null=True, related_name="links", verbose_name=_("entry")
    )
    every_days = models.PositiveSmallIntegerField(_("checked every … days"))
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.UNCHECKED, db_index=True
    )
    #: Since when it is in that state.
    since = models.DateTimeField(_("since"), null=True)
    checked_at = models.DateTimeField(_("checked"), null=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    moved_to = models.CharField(_("moved to"), max_length=2000, blank=True)
    error = models.TextField(_("error"), blank=True)
    etag = models.CharField(max_length=1000, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)

    objects = WatchedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("watched link")
        verbose_name_plural = _("watched links")
        ordering = ("-since", "-pk")

    def __str__(self) -> str:
        return self.url

    @property
    def is_dead(self) -> bool:
        """Whether it answers that there is no such page, or has not answered more than once."""
        if self.state == self.State.UNREACHABLE:
            return self.failures > 1
        return self.state == self.State.DEAD

    @staticmethod
    def key_of(url: str) -> str:
        """Give the key of an address."""
        return hashlib.sha256(url.encode()).hexdigest()
