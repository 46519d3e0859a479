"""Preflight: what an issue is checked for before it may be printed. Rules are pure."""

from bulletins.preflight.checking import check_issue, check_item
from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level, Mend

__all__ = ["Finding", "IssueFacts", "ItemFacts", "Level", "Mend", "check_issue", "check_item"]
