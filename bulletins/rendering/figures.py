"""WeasyPrint 70.0 taught to make a picture smaller that otherwise leaves the end of a page blank.

CSS can't say so: what a page has left is known only while it is laid out.
"""

# ruff: noqa: ANN401 - WeasyPrint's objects have no types.

from __future__ import annotations

from math import inf
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.layout import block

from bulletins.rendering import grid

#: Of a picture's height; if it had to be smaller, it had better stand on the next page.
_SMALLEST = 0.7


def teach_figures() -> None:
    """Make WeasyPrint fit figures on the grid, from now on and in this process."""
    block.block_level_layout_switch = block_level_layout_switch


def block_level_layout_switch(
    context: Any, box: Any, bottom_space: float, skip_stack: Any, *args: Any
) -> Any:
    """Lay out on the grid, and a figure for which there is too little room once more, smaller."""
    result = grid.block_level_layout_switch(context, box, bottom_space, skip_stack, *args)
    if result[0] is None and box.element_tag == "figure":
        smaller = _smaller(context, box, bottom_space, *args)
        if smaller is not None:
            return grid.block_level_layout_switch(context, smaller, bottom_space, skip_stack, *args)
    return result


def _smaller(
    context: Any, figure: Any, bottom_space: float, containing_block: Any, *_args: Any
) -> Any:
    """Give the figure with a picture that fits; None if it has not just one, or a far too large."""
    whole = grid.block_level_layout_switch(
        context, figure.deepcopy(), -inf, None, containing_block, True, [], [], [], None, None,
        False, None,
    )[0]  # fmt: skip
    room = context.page_bottom - bottom_space - figure.position_y
    copy = figure.deepcopy()
    pictures, laid_out = _pictures(copy), _pictures(whole)
    if len(pictures) != 1:
        return None
    [picture], [shown] = pictures, laid_out
    height = shown.height - (whole.margin_height() - room)
    if height < _SMALLEST * shown.height:
        return None
    picture.style = picture.style.copy()
    picture.style["max_height"] = Dimension(height, "px")
    return copy


def _pictures(box: Any) -> list[Any]:
    return [part for part in box.descendants() if part.element_tag == "img"]
