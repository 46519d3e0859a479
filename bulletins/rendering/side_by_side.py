"""Where the text of a page goes on when it is read back: at one place, in a table at several. Pure.

Cells stand side by side. One that goes on on the next page is drawn there behind the first lines
of its neighbours, so of cells in a row the lines may take turns; each has its own in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml.html import HtmlElement

#: Where a part begins and ends in the text of the page.
Part = tuple[int, int]


def neighbours(body: HtmlElement) -> Iterator[list[HtmlElement]]:
    """Give the cells of each row, with those of rows that a cell joins; a cell alone has none.

    Of tables in cells nothing is given.
    """
    known: set[HtmlElement] = set()
    for part in body.iter("table", "thead", "tbody"):
        if known.isdisjoint(part.iterancestors("td", "th")):
            for cells in _joined(part.iterchildren("tr")):
                if len(cells) > 1:
                    known.update(cells)
                    yield cells


def _joined(rows: Iterable[HtmlElement]) -> Iterator[list[HtmlElement]]:
    cells: list[HtmlElement] = []
    reach = 0
    for row in rows:
        if reach == 0:
            yield cells
            cells = []
        of_row = list(row.iterchildren("td", "th"))
        cells += of_row
        reach = max(reach, *(int(cell.get("rowspan", 1)) for cell in of_row), 1) - 1
    yield cells


class Places:
    """The places at which the text of a page may go on."""

    def __init__(self, length: int, rows: Iterable[list[Part]]) -> None:
        self._length = length
        self._steps = _steps(length, rows)
        #: Of the cells that are being read, or of one text: where each goes on, and its end.
        self._open: list[Part] = []
        self._settle()

    @property
    def first(self) -> int:
        """The first place at which something is missing yet."""
        return min(self._open, default=(self._length, 0))[0]

    def __iter__(self) -> Iterator[int]:
        """Give the places, that of the text which was read last before others."""
        return iter([start for start, _end in self._open] or [self._length])

    def take(self, find_end: Callable[[int], int | None]) -> bool:
        """Go on behind a piece of text whose end, at a place where it may stand, can be found."""
        for at, (start, end) in enumerate(self._open):
            found = find_end(start)
            if found is not None and found <= end:
                del self._open[at]
                self._open.insert(0, (found, end))
                self._settle()
                return True
        return False

    def _settle(self) -> None:
        """Leave what has been read, and go on to what follows."""
        self._open = [part for part in self._open if part[0] < part[1]]
        while not self._open and (step := next(self._steps, None)):
            self._open = [part for part in step if part[0] < part[1]]


def _steps(length: int, rows: Iterable[list[Part]]) -> Iterator[list[Part]]:
    """Give the parts of a page in turn: those of a row together, other text by itself."""
    at = 0
    for cells in rows:
        yield [(at, cells[0][0])]
        yield cells
        at = cells[-1][1]
    yield [(at, length)]
