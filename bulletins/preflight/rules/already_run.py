"""already-run: the article, or a near copy of it, was printed in an earlier issue."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Say in which issue, and as which of its items."""
    if before := item.printed_before:
        words = {
            "title": item.title, "issue": before.issue,
            "position": before.position, "other": before.title,
        }  # fmt: skip
        message = _("“%(title)s” was printed already: %(issue)s, item %(position)d, “%(other)s”.")
        yield Finding(
            "already-run", Level.WARN, message % words, item.position, before.title, "title"
        )
