"""Rendition: a produced file, hashed and frozen."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from bulletins.models.amendment import Amendment
from bulletins.models.issue import Issue
from bulletins.rendering.document import Document
from leases.models import LeasedModel, LeasedQuerySet


class Rendition(LeasedModel):
    """The PDF of a published issue, or the state of its making. ``due_at`` none: nothing to do."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    issue = models.ForeignKey(
        Issue, models.CASCADE, related_name="renditions", verbose_name=_("issue")
    )
    #: The correction whose version this is; none: of the issue as it was published.
    amendment = models.ForeignKey(
        Amendment, models.PROTECT, null=True, related_name="renditions",
        verbose_name=_("amendment"),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PDF)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    file = models.FileField(_("file"), max_length=200, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True)
    size = models.PositiveIntegerField(_("bytes"), null=True)
    #: The manifest that the file carries; see :mod:`bulletins.rendering.manifest`.
    manifest = models.JSONField(default=dict, editable=False)
    error = models.TextField(_("error"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = LeasedQuerySet["Rendition"].as_manager()

    class Meta:
        verbose_name = _("finished file")
        verbose_name_plural = _("finished files")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "kind"],
                condition=models.Q(amendment=None),
                name="one_rendition_per_kind",
            ),
            models.UniqueConstraint(
                fields=["amendment", "kind"], name="one_rendition_per_kind_and_version"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ready")
                | (~models.Q(file="") & ~models.Q(sha256="") & models.Q(pages__isnull=False)),
                name="ready_with_file",
            ),
        ]

    def document(self) -> Document:
        """What it prints."""
        if self.amendment and self.amendment.document:
            return Document.from_json(self.amendment.document)
        return self.issue.frozen_document()

    def evidence(self) -> dict[str, Any]:
        """What that rests on."""
        held = self.amendment or self.issue
        evidence: dict[str, Any] = held.evidence
        return evidence

    def named_articles(self) -> list[dict[str, Any]]:
        """What the manifest tells of each article, with the people whom readers are not told."""
        held = self.evidence().get("articles", [])
        return [
            {**article, **(held[at] if at < len(held) else {})}
            for at, article in enumerate(self.manifest.get("articles", []))
        ]

    def __str__(self) -> str:
        return f"{self.issue} {self.get_kind_display()}"
