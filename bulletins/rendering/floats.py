"""WeasyPrint 70.0 taught that nothing floats in a bulletin: it asks three times for each line.

Nothing comes out otherwise: tests/bulletins/rendering/test_remembering.py compares the bytes.
"""

# ruff: noqa: ANN401 - WeasyPrint's objects have no types.

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

_avoid_collisions = inline.avoid_collisions


def teach_floats() -> None:
    """Make WeasyPrint look for room beside floats only, from now on and in this process."""
    inline.avoid_collisions = avoid_collisions


def avoid_collisions(
    context: Any, line: Any, containing_block: Any, outer: bool = True
) -> tuple[float, float, float]:
    """Give place and width of a line: where nothing floats, those of its block."""
    if outer or context.excluded_shapes or containing_block.style["direction"] != "ltr":
        return _avoid_collisions(  # type: ignore[no-any-return]
            context, line, containing_block, outer
        )
    width = containing_block.width - line.margin_left - line.margin_right
    return containing_block.content_box_x(), line.position_y, width
