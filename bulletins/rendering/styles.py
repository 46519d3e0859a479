"""WeasyPrint 70.0 taught to set at once what no rule sets; it does so property by property.

Nothing comes out otherwise: tests/bulletins/rendering/test_remembering.py compares the bytes.
"""

# ruff: noqa: ANN401 - WeasyPrint's objects have no types.

from __future__ import annotations

from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

#: Properties that depend on others, or on those of other elements.
_DEPENDENT = {"display", "float", "page", "position"} | {
    name for name in INITIAL_VALUES if name.startswith("text_decoration_")
}
#: Properties that are the parent's where no rule says otherwise.
_INHERITED = INHERITED - _DEPENDENT
#: Properties that are as in the beginning where no rule says otherwise.
_INITIAL = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if name not in INHERITED | INITIAL_NOT_COMPUTED | _DEPENDENT
}
#: Properties that say the same in the terms of a direction of writing.
_LOGICAL = {
    physical(block="ttb", inline=inline)
    for physical in PHYSICAL_FUNCTIONS.values()
    for inline in ("ltr", "rtl")
}

_compute = ComputedStyle.__missing__


def teach_styles() -> None:
    """Make WeasyPrint fill styles so, from now on and in this process."""
    ComputedStyle.__missing__ = compute


def compute(style: Any, name: str) -> Any:
    """Give a property of an element's style; with the first of them all that are initial."""
    if name == "anchor":
        return _compute(style, name)  # It is asked of styles that nothing else is asked of.
    if not hasattr(style, "is_simple"):
        style.is_simple = style.parent_style is not None and _LOGICAL.isdisjoint(style.cascaded)
        if style.is_simple:
            _fill(style)
            if name in style:
                return style[name]
    if style.is_simple and name in _INHERITED and name not in style.cascaded:
        value = style[name] = style.parent_style[name]
        return value
    return _compute(style, name)


def _fill(style: Any) -> None:
    """Set what is initial, but nothing that is set or for which there is a rule."""
    known = dict(style)
    style.update(_INITIAL)
    for name in style.cascaded:
        style.pop(name, None)
    style.update(known)
