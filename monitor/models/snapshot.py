"""Snapshot: the page's bytes as fetched."""

from __future__ import annotations

import gzip
import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from monitor.models.entry import Entry


class Snapshot(models.Model):
    """Evidence of what a page said: bytes, headers and hash. One per entry and content."""

    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="snapshots", verbose_name=_("entry")
    )
    url = models.CharField(_("address"), max_length=2000)
    fetched_at = models.DateTimeField(_("fetched"))
    headers = models.JSONField(_("headers"), default=dict)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField(_("bytes"))
    gzipped = models.BinaryField()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ("-fetched_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["entry", "sha256"], name="one_snapshot_per_content")
        ]

    def __str__(self) -> str:
        return f"{self.url} {self.fetched_at:%Y-%m-%d %H:%M}"

    @property
    def body(self) -> bytes:
        """The page's bytes as they came."""
        return gzip.decompress(self.gzipped)

    @classmethod
    def of(cls, body: bytes) -> dict[str, object]:
        """Give the fields that hold a page's bytes."""
        return {
            "sha256": hashlib.sha256(body).hexdigest(),
            "size": len(body),
            "gzipped": gzip.compress(body, mtime=0),
        }
