"""Finding: one result of a check."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """How much a finding weighs: ``block`` stops publication, ``warn`` must be seen."""

    BLOCK = "block", _("blocks")
    WARN = "warn", _("warning")


@dataclass(frozen=True)
class Finding:
    """What is wrong, in one sentence; ``item`` is the place in the issue, None for the whole."""

    rule: str
    level: Level
    message: str
    item: int | None = None
