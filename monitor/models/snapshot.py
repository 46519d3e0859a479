"""Snapshot: a page as fetched with its pictures, or a file as brought, in WARC files."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self
from urllib.parse import quote, unquote

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitor.models.entry import Entry
from monitor.warc.captures import read_page

_FILE = "file:///"


def file_address(name: str) -> str:
    """Give the address under which a file that somebody brought is kept; it holds the name."""
    return _FILE + quote(name[-200:])


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Questions about snapshots."""

    def past_their_time(self, now: datetime, days: int) -> Self:
        """Snapshots that need not be kept any longer, the oldest first; with 0 days: none."""
        if not days:
            return self.none()
        old = self.filter(fetched_at__lt=now - timedelta(days=days), entry__is_kept=False)
        return old.order_by("fetched_at", "pk")


class Snapshot(models.Model):
    """Evidence of what a page, or a file that somebody brought, said. One per entry and content."""

    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="snapshots", verbose_name=_("entry")
    )
    url = models.CharField(_("address"), max_length=2000)
    fetched_at = models.DateTimeField(_("fetched"), db_index=True)
    #: Of the page's bytes as the site gave them.
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField(_("bytes"))
    #: SHA-256 of the WARC file, which is its name; see :mod:`monitor.warc.files`.
    file = models.CharField(max_length=64, editable=False)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ("-fetched_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["entry", "sha256"], name="one_snapshot_per_content")
        ]

    def __str__(self) -> str:
        return f"{self.url} {timezone.localtime(self.fetched_at):%Y-%m-%d %H:%M}"

    @property
    def file_name(self) -> str:
        """The name of a file that somebody brought; empty: it is a page."""
        return unquote(self.url.removeprefix(_FILE)) if self.url.startswith(_FILE) else ""

    @property
    def body(self) -> bytes:
        """The page's bytes, or the file's, as they came.

        Raises:
            SnapshotError: the file is missing, or is not what was written.

        """
        return read_page(self.file)[0].body


class SnapshotPicture(models.Model):
    """That a page showed a picture; its bytes as fetched are kept under their SHA-256."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="pictures")
    url = models.CharField(_("address"), max_length=2000)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)

    class Meta:
        verbose_name = _("picture of a snapshot")
        verbose_name_plural = _("pictures of snapshots")

    def __str__(self) -> str:
        return self.url
