"""approval: an item nobody has approved, or that was changed after it was."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Ask for an approval of the very text that would be printed."""
    if not item.is_approved:
        message = _("“%(title)s” is not approved.") % {"title": item.title}
        yield Finding("approval", Level.BLOCK, message, item.position)
