"""Cells of a row are read in turns, everything else in order."""

import pytest
from lxml.html import document_fromstring

from bulletins.rendering.side_by_side import Places, neighbours

CELLS = {
    "<tr><td>1<td>2<tr><td>3<td>4": ["12", "34"],
    "<tr><td rowspan=2>1<td>2<tr><td>3<tr><td>4<td>5": ["123", "45"],
    "<tr><td>1<td rowspan=2>2<tr><td rowspan=2>3<tr><td>4": ["1234"],
    "<thead><tr><th>1<th>2</thead><tr><td>3": ["12"],
    "<tr><td>1<table><tr><td>2<td>3</table><td>4": ["1234"],
    "<tr><td><table><tr><td>1<td>2</table>": ["12"],
}


@pytest.mark.parametrize(("table", "rows"), CELLS.items())
def test_neighbours_are_cells_of_a_row_and_of_rows_that_a_cell_joins(table, rows):
    body = document_fromstring(f"<table>{table}</table>")
    given = ["".join(cell.text_content() for cell in cells) for cells in neighbours(body)]
    assert given == rows


def _taken(text, rows, pieces):
    """Give the pieces that stood where the text could go on, and where it went on last."""
    places = Places(len(text), rows)

    def stands(piece):
        return lambda at: at + len(piece) if text.startswith(piece, at) else None

    return [piece for piece in pieces if places.take(stands(piece))], places.first


@pytest.mark.parametrize("pieces", ["a 12 34 b", "a 1 34 2 b", "a 3 1 4 2 b"])
def test_lines_of_neighbours_take_turns(pieces):
    pieces = pieces.split()
    assert _taken("a1234b", [[(1, 3), (3, 5)]], pieces) == (pieces, 6)


@pytest.mark.parametrize(
    ("pieces", "taken", "missing"),
    [("a 2", "a", 1), ("a 1 4", "a 1", 2), ("1 2 3 4 a b", "a", 1), ("a 1 2 b", "a 1 2", 3)],
)
def test_nothing_else_is_read_out_of_order(pieces, taken, missing):
    assert _taken("a1234b", [[(1, 3), (3, 5)]], pieces.split()) == (taken.split(), missing)


def test_cells_without_text_are_passed_over():
    assert _taken("ab", [[(1, 1), (1, 1)]], ["a", "b"]) == (["a", "b"], 2)
    assert _taken("", [], ["a"]) == ([], 0)
