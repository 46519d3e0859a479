"""WeasyPrint 70.0 taught to tell of which element of the page each element of the PDF's tags is.

It tags boxes. The end of a page cuts an element into several, a table's head is printed on each of
its pages, and what stands beside a block gets a box that has no element of its own.
"""

# ruff: noqa: ANN401 - WeasyPrint's objects have no types.

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.pdf import tags

_build = tags._build_box_tree


def teach_origins() -> None:
    """Make WeasyPrint tell origins, from now on and in this process."""
    tags._build_box_tree = build_box_tree


def build_box_tree(box: Any, *args: Any) -> Iterator[Any]:
    """Tag as WeasyPrint does; elements of the PDF know the ``origin`` of their box."""
    for element in _build(box, *args):
        if origin_of(element) is None:  # Those of boxes that get no tag come from below.
            element.origin = box.element
        yield element


def origin_of(element: Any) -> Any:
    """Give the element of the page from which one of the PDF came, None for a mere text."""
    return getattr(element, "origin", None)
