"""link-dead: the link answers that there is no such page, or does not answer at all."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Say why, and that the page is kept, if it is."""
    if fault := item.link_fault:
        message = _("The link of “%(title)s” leads nowhere: %(reason)s") % {
            "title": item.title, "reason": fault.reason,
        }  # fmt: skip
        if fault.has_snapshot:
            message += " " + _("The page is kept as it was fetched.")
        yield Finding("link-dead", Level.WARN, message, item.position, item.url, "url")
