"""A table of a body: where its cells stand, and how wide its columns are. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from lxml.html import HtmlElement

from bulletins.rendering.headline import ems

#: A column is as wide as its longest text and the space beside it, within these bounds, in ems.
_NARROWEST, _WIDEST, _BESIDE = 3.5, 16.0, 1.5
#: Further rows and columns of one cell are not believed.
_LONGEST_SPAN = 100


@dataclass(frozen=True)
class Place:
    """A cell and the squares that it takes: row and column, up to ``below`` and ``right``."""

    cell: HtmlElement
    row: int
    column: int
    below: int
    right: int


@dataclass(frozen=True)
class Grid:
    """A table as squares; ``head`` counts the rows that are printed again on each page."""

    places: tuple[Place, ...]
    rows: int
    columns: int
    head: int

    @classmethod
    def of(cls, table: HtmlElement) -> Grid:
        """Lay out the rows of a table, but not those of tables within it."""
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        places = tuple(_places(rows))
        columns = max((place.right for place in places), default=0)
        head = sum(1 for row in rows if str(_parent(row).tag) == "thead")
        return cls(places, len(rows), columns, head)

    def widths(self, room: float) -> list[float]:
        """Give the width of each column in ems, all of them ``room`` at most."""
        widths = [_NARROWEST] * self.columns
        for place in self.places:
            if place.right == place.column + 1:
                texts = (text.strip() for text in place.cell.itertext())
                need = max((ems(text) for text in texts), default=0.0) + _BESIDE
                widths[place.column] = max(widths[place.column], min(need, _WIDEST))
        scale = min(1.0, room / sum(widths))
        return [width * scale for width in widths]


def _places(rows: list[HtmlElement]) -> Iterator[Place]:
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (at, column) in taken:
                column += 1
            below = min(at + _span(cell, "rowspan"), len(rows))
            right = column + _span(cell, "colspan")
            # Cells that overlap in the page are cut here.
            while right - 1 > column and (at, right - 1) in taken:
                right -= 1
            taken.update(product(range(at, below), range(column, right)))
            yield Place(cell, at, column, below, right)
            column = right


def _span(cell: HtmlElement, name: str) -> int:
    text = cell.get(name, "1")
    return max(1, min(int(text), _LONGEST_SPAN)) if text.isdecimal() else 1


def _parent(row: HtmlElement) -> HtmlElement:
    return next(row.iterancestors())
