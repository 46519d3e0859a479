"""Source: an outlet or page that is monitored."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.hosts import hosts_in, validate_hosts
from leases.models import LeasedModel, LeasedQuerySet
from monitor.models.host import HostField
from monitor.models.reading import ReadSource


class Source(ReadSource, LeasedModel):
    """A feed, list page, JSON list or sitemap, or a search by keywords, polled at its interval."""

    class SourceClass(models.TextChoices):
        GOVERNMENT = "government", _("government")
        CENTRAL = "central", _("central media")
        PROVINCIAL = "provincial", _("provincial media")
        TRADE = "trade", _("trade media")
        SELF_MEDIA = "self_media", _("self-media")
        OTHER = "other", _("other or unknown")

    class Health(models.TextChoices):
        UNCHECKED = "unchecked", _("not checked live")
        WORKING = "working", _("working")
        SILENT = "silent", _("silent")
        REDESIGNED = "redesigned", _("redesigned")
        FAILING = "failing", _("failing")
        OFF = "off", _("switched off")

    #: States that need somebody.
    TROUBLE = (Health.SILENT, Health.REDESIGNED, Health.FAILING)

    name = models.CharField(_("name"), max_length=100, unique=True)
    source_class = models.CharField(
        _("class"), max_length=10, choices=SourceClass, default=SourceClass.OTHER
    )
    hosts = models.TextField(
        _("host names"), blank=True, validators=[validate_hosts],
        help_text=_("Of this outlet, one a line; names below one belong to it too."),
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True)
    host = HostField()
    allow_private = models.BooleanField(
        _("may be inside our own network"), default=False,
        help_text=_("Only for servers of your own institution: lifts a guard."),
    )  # fmt: skip
    is_enabled = models.BooleanField(_("enabled"), default=True)
    interval_minutes = models.PositiveIntegerField(
        _("interval in minutes"), null=True, blank=True,
        help_text=_("Empty: as often as the outlet brings news, every 5 minutes to once a day."),
    )  # fmt: skip

    etag = models.CharField(max_length=1000, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    #: Of what was read last: 16 characters for the way, then SHA-256 of the body; empty: read anew.
    body_digest = models.CharField(max_length=64, blank=True, editable=False)
    #: Digests of the items that were told last: they need not be looked at again.
    told = models.JSONField(default=list, editable=False)
    last_polled_at = models.DateTimeField(_("last polled"), null=True, editable=False)
    last_success_at = models.DateTimeField(_("last success"), null=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    last_error = models.TextField(_("last error"), blank=True, editable=False)
    #: When the last items appeared: seconds since 1970, the newest last.
    arrivals = models.JSONField(default=list, editable=False)
    #: How many minutes usually lie between two items; none: not known yet.
    rhythm_minutes = models.PositiveIntegerField(null=True, editable=False)
    #: The source itself asks not to be polled more often than so.
    least_minutes = models.PositiveIntegerField(default=0, editable=False)
    #: Where the address leads for good, at how many polls in a row, and what an editor declined.
    moved_to = models.CharField(max_length=2000, blank=True, editable=False)
    moved_polls = models.PositiveSmallIntegerField(default=0, editable=False)
    move_declined = models.CharField(max_length=2000, blank=True, editable=False)

    #: The last verdict of :mod:`monitor.health`, since when, and whether people were told.
    health = models.CharField(
        _("health"), max_length=10, choices=Health, default=Health.UNCHECKED, editable=False
    )
    health_reason = models.TextField(blank=True, editable=False)
    health_since = models.DateTimeField(null=True, editable=False)
    is_health_told = models.BooleanField(default=True, editable=False)

    objects = LeasedQuerySet["Source"].as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def is_checked_live(self) -> bool:
        """Whether it was ever read with success: what a catalogue says is no proof."""
        return self.last_success_at is not None

    @property
    def own_hosts(self) -> tuple[str, ...]:
        """The host names of the outlet, as :func:`content.hosts.belongs` compares them."""
        return hosts_in(self.hosts)
