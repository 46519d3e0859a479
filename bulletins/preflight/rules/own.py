"""own: the article is about the issuing organisation or its people."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level


def check_item(item: ItemFacts, issue: IssueFacts) -> Iterator[Finding]:
    """Look for the organisation's name."""
    name = "".join(issue.organisation.split())
    text = "".join(f"{item.title}{item.text}".split())
    if len(name) > 3 and name in text:
        message = _("“%(title)s” is about %(organisation)s, which issues this bulletin.") % {
            "title": item.title, "organisation": issue.organisation,
        }  # fmt: skip
        yield Finding("own", Level.HINT, message, item.position, issue.organisation)
