"""WeasyPrint 70.0 taught to keep lines on a grid: what is no text takes up whole lines.

The engine knows nothing like the ``block-step`` of CSS (Rhythmic Sizing). Without it the lines
below a picture stand between those of other pages, and a full page has one line less.
"""

# ruff: noqa: ANN401 - WeasyPrint's objects have no types.

from __future__ import annotations

from typing import Any

from weasyprint.layout import block
from weasyprint.text.line_break import strut

#: Elements whose height is rounded up; a table is in a wrapper of the same name.
_ROUNDED = frozenset({"figure", "table", "header"})
#: Pixels that floating point may add.
_TOLERANCE = 0.01

_lay_out = block.block_level_layout_switch


def teach_grid() -> None:
    """Make WeasyPrint round heights, from now on and in this process."""
    block.block_level_layout_switch = block_level_layout_switch


def block_level_layout_switch(*args: Any, **kwargs: Any) -> Any:
    """Lay out as WeasyPrint does, then bring the box to whole lines."""
    result = _lay_out(*args, **kwargs)
    box, resume = result[:2]
    if box is not None and resume is None and _is_rounded(box):
        _round_up(box, strut(box.style)[0])
    return result


def _is_rounded(box: Any) -> bool:
    return box.element_tag in _ROUNDED and (box.element_tag != "table" or box.is_table_wrapper)


def _round_up(box: Any, pitch: float) -> None:
    """Add half of what is missing above the content and half below."""
    missing = -(box.margin_height() - _TOLERANCE) % pitch - _TOLERANCE
    box.padding_top += missing / 2
    box.padding_bottom += missing / 2
    for child in box.children:
        child.translate(dy=missing / 2)
