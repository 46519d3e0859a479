"""Tables for a terminal, in which a Chinese character takes two columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import combining, east_asian_width

from content.sanitising import clean_line

_GAP = "  "


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Give aligned columns under their headers, without a line feed at the end.

    Numbers stand to the right, None is left empty. Outside text may be in the cells: nothing of it
    reaches the terminal but printable characters on one line.
    """
    values = [list(row) for row in rows]
    lines = [[_cell(value) for value in row] for row in (headers, *values)]
    widths = [max(map(columns, column)) for column in zip(*lines, strict=True)]
    numeric = [_all_numbers(column) for column in zip(*values, strict=True)] or [False] * len(
        widths
    )
    return "\n".join(
        _GAP.join(map(_aligned, line, widths, numeric)).rstrip()
        for line in (lines[0], ["─" * width for width in widths], *lines[1:])
    )


def columns(text: str) -> int:
    """Give how many columns of a terminal the text takes."""
    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)


def _cell(value: object) -> str:
    return "" if value is None else clean_line(str(value))


def _all_numbers(column: Sequence[object]) -> bool:
    return all(value is None or isinstance(value, int | float) for value in column)


def _aligned(text: str, width: int, numeric: bool) -> str:
    blanks = " " * (width - columns(text))
    return blanks + text if numeric else text + blanks
