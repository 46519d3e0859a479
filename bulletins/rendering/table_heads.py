"""WeasyPrint 70.0 taught to print the head of each table, however tall it and the first row are.

The engine leaves out a head, which returns on each page, where it leaves no room for a row; it
does so on the first page as well, and nothing tells that words are missing.
"""

# ruff: noqa: ANN401 - WeasyPrint's objects have no types.

from __future__ import annotations

from typing import Any

from weasyprint.layout import block

_lay_out_table = block.table_layout


def teach_table_heads() -> None:
    """Make WeasyPrint print each head at least once, from now on and in this process."""
    block.table_layout = table_layout


def table_layout(
    context: Any, table: Any, bottom_space: float, skip_stack: Any, *args: Any, **kwargs: Any
) -> Any:
    """Lay out as WeasyPrint does; a head for which there is no room becomes rows like others."""
    result = _lay_out_table(context, table, bottom_space, skip_stack, *args, **kwargs)
    is_first = skip_stack is None and result[0] is not None
    if not is_first or not _has_head(table) or _has_head(result[0]):
        return result
    head = table.children[0]
    head.is_header, head.element_tag = False, "tbody"
    return _lay_out_table(context, table, bottom_space, skip_stack, *args, **kwargs)


def _has_head(table: Any) -> bool:
    return bool(table.children) and table.children[0].is_header
