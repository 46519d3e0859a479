"""Preflight: what an issue is checked for before it may be printed. Rules are pure."""

from bulletins.preflight.findings import Finding, Level
from bulletins.preflight.rules import check_issue

__all__ = ["Finding", "Level", "check_issue"]
