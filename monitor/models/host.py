"""Host: a server that is asked, one request at a time, with a pause between."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from leases.models import LeasedModel, LeasedQuerySet
from monitor.net.addresses import host_of

_HOST_OPTIONS = {"max_length": 260, "editable": False, "blank": True, "default": ""}


class HostField(models.CharField):  # type: ignore[type-arg]  # not generic at run time
    """The host of the row's ``url``, written whenever the row is saved whole or created in bulk."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as fields have them
        for name, value in _HOST_OPTIONS.items():
            options.setdefault(name, value)
        super().__init__(**options)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Read the host from the address."""
        host = host_of(model_instance.url)  # type: ignore[attr-defined]  # both its models have one
        setattr(model_instance, self.attname, host)
        return host


class HostQuerySet(LeasedQuerySet["Host"]):
    """Questions about hosts."""

    def busy(self, now: datetime) -> Self:
        """Those that are being asked, or were a moment ago."""
        return self.filter(Q(due_at__gt=now) | Q(lease_until__gt=now))


class Host(LeasedModel):
    """A server by its name and port. Who holds its lease may ask it; then it rests till due."""

    name = models.CharField(max_length=260, primary_key=True)
    #: Its robots.txt as read last, and until when that counts; none: never read.
    robots = models.TextField(blank=True)
    robots_until = models.DateTimeField(null=True)
    #: The robots.txt could not be had, which forbids all pages for now (RFC 9309, 2.3.1.4).
    is_closed = models.BooleanField(default=False)
    #: Seconds between two requests that the robots.txt asks for.
    crawl_delay = models.FloatField(default=0)

    objects = models.Manager.from_queryset(HostQuerySet)()

    def __str__(self) -> str:
        return self.name
