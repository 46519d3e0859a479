"""Checking: every rule is asked in turn. A new rule is one new file in ``rules``.

A rule's module has ``check_item(item, issue)``, ``check_issue(issue)`` or both; each gives
findings and looks at nothing but its arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from bulletins.preflight import rules
from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level

_RULES: tuple[ModuleType, ...] = tuple(
    import_module(f"{rules.__name__}.{module.name}") for module in iter_modules(rules.__path__)
)
_ItemCheck = Callable[[ItemFacts, IssueFacts], Iterable[Finding]]
_IssueCheck = Callable[[IssueFacts], Iterable[Finding]]
_WEIGHTS = list(Level)


def check_issue(issue: IssueFacts) -> list[Finding]:
    """Give everything that is wrong with an issue: of the whole first, then item by item."""
    found = [
        *_of_whole(issue),
        *(finding for item in issue.items for finding in check_item(item, issue)),
    ]
    return sorted(found, key=_order)


def check_item(item: ItemFacts, issue: IssueFacts) -> Iterator[Finding]:
    """Give what is wrong with one article, in an issue or, with an empty one, by itself."""
    for rule in _RULES:
        check: _ItemCheck | None = getattr(rule, "check_item", None)
        if check:
            yield from check(item, issue)


def _of_whole(issue: IssueFacts) -> Iterator[Finding]:
    for rule in _RULES:
        check: _IssueCheck | None = getattr(rule, "check_issue", None)
        if check:
            yield from check(issue)


def _order(finding: Finding) -> tuple[int, int]:
    return finding.item or 0, _WEIGHTS.index(finding.level)
