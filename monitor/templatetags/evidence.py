"""Template filters: what speaks for and against an entry, as its own page shows it."""

from __future__ import annotations

from django.template import Library

from monitor.admin.evidence import EvidencePanel
from monitor.admin.relevance import shown_relevance
from monitor.models import Entry

_panel = EvidencePanel()
register = Library()
register.filter("relevance", shown_relevance)


@register.filter
def published(entry: Entry) -> str:
    """Give day or time of publication, and the dates that contradict it."""
    return _panel.published(entry)


@register.filter
def date_evidence(entry: Entry) -> str:
    """Give what speaks of the date."""
    return _panel.evidence(entry)


@register.filter
def original_outlet(entry: Entry) -> str:
    """Give where the text appeared first, if elsewhere."""
    return _panel.original(entry)


@register.filter
def people(entry: Entry) -> str:
    """Give who worked on the text."""
    return _panel.people(entry)


@register.filter
def certainty(entry: Entry) -> str:
    """Give how surely the page was read, and what speaks against it."""
    return _panel.certainty(entry)
