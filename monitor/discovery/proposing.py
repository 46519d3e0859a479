"""Proposing: selectors for a list page, from its rows alone. Pure.

The page is read with several selectors for each set of repeated rows; the same score that finds
the rows says which selector brings most of them and least else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from monitor.discovery.naming import part_selectors, row_selectors
from monitor.discovery.rows import MIN_ROWS, Row, Rows, score, text_of, weight
from monitor.errors import ParseError
from monitor.notation.selectors import Selector
from monitor.pipeline.embedded import open_scripts, shown
from monitor.pipeline.extract import ExtractionError
from monitor.pipeline.extract.moments import moments
from monitor.pipeline.extract.tree import parse
from monitor.pipeline.listing import Selectors

MAX_PROPOSALS = 3
_MAX_SCRIPTS = 20
_MAX_SETS = 8
_MAX_VARIANTS = 14
#: Below this a set of rows is a menu or chance.
_LEAST_SCORE = 0.3
#: Parts of this share of the rows must be named rightly.
_MOST = 0.9
#: The shortest title, in Chinese characters, and the longest text around a date.
_SHORT_TITLE = 4
_MAX_DATE = 40
#: A link that holds one of these holds more than a title.
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = (*_HEADINGS, "p", "div", "time", "em", "i")


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
        told = [row for row in self.rows if row.headline is not None]
        parts = {"link": _link(told), "title": _title(told), "date": _date(told)}
        return Proposal(Selectors(self.item, **parts), len(told), round(self.score, 3))


def _best(page: HtmlElement, rows_of: Rows, variants: Iterable[str]) -> _List:
    """Give the selector whose rows are most like a list; of nearly equal ones the shortest."""
    tried = []
    for selector in islice(dict.fromkeys(variants), _MAX_VARIANTS):
        rows = rows_of.of(Selector(selector).all(page))
        tried.append(_List(selector, rows, score(rows)))
    return max(tried, key=lambda one: (round(one.score, 1), -len(one.item)))


def _named(
    rows: Sequence[Row],
    part_of: Callable[[Row], HtmlElement | None],
    fits: Callable[[Row, HtmlElement], bool],
) -> str:
    """Give the first selector that names a fitting part in nearly all rows; none: empty."""
    for row in rows[:MIN_ROWS]:  # the first row may be the odd one
        part = part_of(row)
        for selector in () if part is None else part_selectors(row.element, part):
            found = [(each, Selector(selector).first(each.element)) for each in rows]
            fitting = sum(place is not None and fits(each, place) for each, place in found)
            if fitting >= _MOST * len(rows):
                return selector
    return ""


def _link(rows: Sequence[Row]) -> str:
    """Name the headline's link, unless the row is the link or begins with it."""
    firsts = sum(next(_links(row.element), None) is row.headline for row in rows)
    if firsts >= _MOST * len(rows):
        return ""
    return _named(rows, lambda row: row.headline, lambda row, link: link is row.headline)


def _links(element: HtmlElement) -> Iterator[HtmlElement]:
    return (link for link in element.iter("a") if link.get("href"))


def _title(rows: Sequence[Row]) -> str:
    """Name the title, where the link holds more: a summary, a date."""
    if sum(map(_holds_more, rows)) * 2 < len(rows):
        return ""
    return _named(rows, _title_part, lambda _row, part: _is_title(part))


def _holds_more(row: Row) -> bool:
    link = row.headline
    if link is None:
        return False
    return _holds_blocks(link) or (_is_dated(text_of(link)) and len(link) > 0)


def _holds_blocks(element: HtmlElement) -> bool:
    return next(element.iterdescendants(*_BLOCKS), None) is not None


def _title_part(row: Row) -> HtmlElement | None:
    """A heading in the link, or what the page itself calls a title, or the first worded part."""
    if row.headline is None:
        return None
    called = [part for part in row.headline.iterdescendants() if _is_called_title(part)]
    parts = [part for part in row.headline.iterdescendants() if not _holds_blocks(part)]
    return next((part for part in [*called, *parts] if _is_title(part)), None)


def _is_called_title(part: HtmlElement) -> bool:
    return part.tag in _HEADINGS or "tit" in part.get("class", "")


def _is_title(part: HtmlElement) -> bool:
    return weight(text_of(part)) >= _SHORT_TITLE


def _date(rows: Sequence[Row]) -> str:
    """Name the part with the date, so that no date within a title is taken for it."""
    dated = [row for row in rows if _date_part(row) is not None]
    if len(dated) < _MOST * sum(_is_dated(text_of(row.element)) for row in rows):
        return ""
    return _named(dated, _date_part, lambda _row, part: _is_date(part))


def _date_part(row: Row) -> HtmlElement | None:
    """The innermost element that shows a date and little else."""
    parts = (part for part in row.element.iterdescendants() if part is not row.headline)
    dated = [part for part in parts if _is_date(part)]
    return next((part for part in dated if not any(map(_is_date, part))), None)


def _is_date(part: HtmlElement) -> bool:
    text = text_of(part)
    return len(text) < _MAX_DATE and _is_dated(text)


def _is_dated(text: str) -> bool:
    return any(moments(text))
