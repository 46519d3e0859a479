"""WeasyPrint 70.0 taught to set the points of a leader as one text instead of one text each.

Contents have thousands of points, and each text is drawn, tagged and read back for itself.
"""

# ruff: noqa: ANN401 - WeasyPrint's objects have no types.

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline
from weasyprint.layout.leader import leader_index
from weasyprint.text import line_break

_handle_leader = inline.handle_leader


def teach_leaders() -> None:
    """Make WeasyPrint join points, from now on and in this process."""
    inline.handle_leader = handle_leader


def handle_leader(context: Any, line: Any, containing_block: Any) -> None:
    """Place the points of a line as WeasyPrint does, then join them; few lines have any."""
    if leader_index(line)[1] is None:
        return
    _handle_leader(context, line, containing_block)
    _index, leader = leader_index(line)
    if leader is not None and len(leader.children) > 1:
        leader.children = (_joined(context, leader.children),)


def _joined(context: Any, points: tuple[Any, ...]) -> Any:
    """Give the text of points that are all alike, in the place of the last, which is leftmost."""
    joined = points[-1].copy()
    joined.text *= len(points)
    joined.width *= len(points)
    joined.pango_layout, *_measures = line_break.split_first_line(
        joined.text, joined.style, context, max_width=None, justification_spacing=0
    )
    return joined
