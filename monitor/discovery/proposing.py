"""Proposing: selectors for a list page, from its rows alone. Pure.

The page is read with several selectors for each set of repeated rows; the same score that finds
the rows says which selector brings most of them and least else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from monitor.discovery.naming import row_selectors
from monitor.discovery.parts import selectors_for
from monitor.discovery.rows import Row, Rows, score
from monitor.errors import ParseError
from monitor.notation.selectors import Selector
from monitor.pipeline.embedded import open_scripts, shown
from monitor.pipeline.extract import ExtractionError
from monitor.pipeline.extract.tree import parse
from monitor.pipeline.listing import Selectors

MAX_PROPOSALS = 3
_MAX_SCRIPTS = 20
_MAX_SETS = 8
_MAX_VARIANTS = 14
#: Below this a set of rows is a menu or chance.
_LEAST_SCORE = 0.3


@dataclass(frozen=True)
class Proposal:
    """Selectors for a list page, how many rows they bring, and how like a news list these are."""

    selectors: Selectors
    rows: int
    score: float


def propose_selectors(text: str) -> list[Proposal]:
    """Give up to three ways to read a page as a list, the likeliest first; none: no list found.

    Where the page itself shows no list, the HTML that its scripts hold is looked through.
    """
    try:
        root = parse(shown(text), "")
    except (ExtractionError, ParseError):
        return []
    return _proposals(root) or _in_scripts(root)


def _in_scripts(root: HtmlElement) -> list[Proposal]:
    open_scripts(root, "")
    return [
        replace(found, selectors=replace(found.selectors, item=_in_script(found.selectors.item)))
        for script in root.findall(".//script")[:_MAX_SCRIPTS]
        for held in script
        for found in _proposals(held)
    ][:MAX_PROPOSALS]


def _in_script(item: str) -> str:
    return f"script {item.removeprefix('body > ')}"


def _proposals(root: HtmlElement) -> list[Proposal]:
    page = deepcopy(root)
    etree.strip_elements(page, "script", "style", with_tail=False)
    rows_of = Rows(page)
    found = [
        _best(page, rows_of, row_selectors([row.element for row in rows]))
        for rows in islice(rows_of.repeated(), _MAX_SETS)
    ]
    lists: list[_List] = []
    for one in sorted(found, key=lambda one: one.score, reverse=True):
        if one.score >= _LEAST_SCORE and not any(one.repeats(other) for other in lists):
            lists.append(one)
    return [one.proposal for one in lists[:MAX_PROPOSALS]]


@dataclass(frozen=True, eq=False)
class _List:
    item: str
    rows: Sequence[Row]
    score: float

    @property
    def links(self) -> set[str]:
        return {row.href for row in self.rows}

    def repeats(self, other: _List) -> bool:
        """Whether two lists lead to mostly the same pages."""
        common = len(self.links & other.links)
        return common * 2 > min(len(self.links), len(other.links))

    @property
    def proposal(self) -> Proposal:
        count = sum(row.headline is not None for row in self.rows)
        return Proposal(selectors_for(self.item, self.rows), count, round(self.score, 3))


def _best(page: HtmlElement, rows_of: Rows, variants: Iterable[str]) -> _List:
    """Give the selector whose rows are most like a list; of nearly equal ones the shortest."""
    tried = []
    for selector in islice(dict.fromkeys(variants), _MAX_VARIANTS):
        rows = rows_of.of(Selector(selector).all(page))
        tried.append(_List(selector, rows, score(rows)))
    return max(tried, key=lambda one: (round(one.score, 1), -len(one.item)))
