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


def block_level_layout_switch(
    context: Any, box: Any, bottom_space: float, skip_stack: Any, *args: Any, **kwargs: Any
) -> Any:
    """Lay out as WeasyPrint does, then bring the last part of a box to whole lines."""
    result = _lay_out(context, box, bottom_space, skip_stack, *args, **kwargs)
    laid_out, resume = result[:2]
    if laid_out is not None and resume is None and _is_rounded(laid_out):
        _round_up(laid_out, strut(laid_out.style)[0], is_whole=skip_stack is None)
    return result


def _is_rounded(box: Any) -> bool:
    return box.element_tag in _ROUNDED and (box.element_tag != "table" or box.is_table_wrapper)


def _round_up(box: Any, pitch: float, *, is_whole: bool) -> None:
    """Add what is missing, half of it above the content of a box that no page's end has cut."""
    if not pitch:  # The lines of a raised text take no room.
        return
    missing = -(box.margin_height() - _TOLERANCE) % pitch - _TOLERANCE
    above = missing / 2 if is_whole else 0
    box.padding_top += above
    box.padding_bottom += missing - above
    for child in box.children:
        child.translate(dy=above)
