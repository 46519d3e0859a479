"""Rows with a due time that one worker takes at a time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self, TypeVar

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from leases.heartbeat import heartbeat

LeasedT = TypeVar("LeasedT", bound="LeasedModel")


class LeasedQuerySet(models.QuerySet[LeasedT]):
    """Queries that take and give back rows by conditional UPDATE: one worker wins."""

    def free(self, now: datetime) -> Self:
        """Rows that nobody works on."""
        return self.filter(_is_free(now))

    def due(self, now: datetime) -> Self:
        """Rows whose time has come and that nobody works on, the longest waiting first."""
        return self.free(now).filter(due_at__lte=now).order_by("due_at", "pk")

    def claim(
        self,
        pk: int | str,
        now: datetime,
        lease: timedelta,
        **changes: Any,  # noqa: ANN401
    ) -> uuid.UUID | None:
        """Take a row for the length of the lease, and write ``changes`` with it.

        Gives the token of the lease, or None if somebody else holds the row. A worker's lease ends
        sooner if the worker dies.
        """
        token = uuid.uuid4()
        until = self.lease_end([pk], token, now, lease)
        taken = self.free(now).filter(pk=pk).update(lease_token=token, lease_until=until, **changes)
        return token if taken else None

    def claim_due(
        self,
        pk: int | str,
        now: datetime,
        lease: timedelta,
        **changes: Any,  # noqa: ANN401
    ) -> uuid.UUID | None:
        """As :meth:`claim`, only if the row is due: a message that comes twice finds nothing."""
        return self.filter(due_at__lte=now).claim(pk, now, lease, **changes)

    def claim_all(
        self, pks: Iterable[Any], now: datetime, lease: timedelta, *, due_only: bool = True
    ) -> Self:
        """Take those of the rows that are free and due, under one token; give what was taken."""
        token, wanted = uuid.uuid4(), list(pks)
        rows = self.filter(pk__in=wanted)
        free = rows.due(now).order_by() if due_only else rows.free(now)
        free._lease(token, self.lease_end(wanted, token, now, lease))
        return rows.filter(lease_token=token)

    def lease_end(
        self, pks: Iterable[Any], token: uuid.UUID, now: datetime, lease: timedelta
    ) -> datetime:
        """Say until when a lease of these rows is to be written that is taken now."""
        rows = type(self)(self.model).filter(pk__in=list(pks))
        return heartbeat.watch(rows, token, now, lease)

    def renew(self, token: uuid.UUID, until: datetime) -> int:
        """Hold those of the rows for longer that are still held under the token; how many were."""
        return self.filter(lease_token=token)._lease(token, until)

    def _lease(self, token: uuid.UUID, until: datetime) -> int:
        """Write a lease, passing by rows that another is writing at this very moment."""
        with transaction.atomic():
            untouched = self.select_for_update(skip_locked=True).values("pk")
            rows = self.model._default_manager.filter(pk__in=untouched)
            return rows.update(lease_token=token, lease_until=until)

    def finish(self, pk: int, token: uuid.UUID, **changes: Any) -> bool:  # noqa: ANN401
        """Store the result and give the row back.

        False, and nothing stored, if the lease ran out and another worker has taken the row.
        """
        mine = self.filter(pk=pk, lease_token=token)
        return bool(mine.update(lease_token=None, lease_until=None, **changes))

    def holds(self, pk: int, token: uuid.UUID) -> bool:
        """Whether the lease is still ours; locks the row until the transaction ends."""
        return self.select_for_update().filter(pk=pk, lease_token=token).exists()


def _is_free(now: datetime) -> Q:
    return Q(lease_until__isnull=True) | Q(lease_until__lte=now)


class LeasedModel(models.Model):
    """A row with a due time (at first: now; none: never) and a lease that frees itself."""

    due_at = models.DateTimeField(
        null=True, blank=True, default=timezone.now, db_index=True, editable=False
    )
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
