"""WeasyPrint 70.0 taught to work out once what stays the same: it is asked for every line or page.

Nothing comes out otherwise: tests/bulletins/rendering/test_remembering.py compares the bytes. What
is remembered hangs on the engine's own object that it was worked out for, and goes with it.
"""

# ruff: noqa: ANN401 - WeasyPrint's and pydyf's objects have no types.

from __future__ import annotations

from functools import cache
from typing import Any

import pydyf
from weasyprint.layout import (
    absolute,
    block,
    column,
    flex,
    grid,
    inline,
    page,
    percent,
    table,
)
from weasyprint.layout import float as floating
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration

_LENGTHS = (
    "margin_left", "margin_right", "margin_top", "margin_bottom",
    "padding_left", "padding_right", "padding_top", "padding_bottom",
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))

_resolve_percentages = percent.resolve_percentages
_set_page_styles = page.set_page_type_computed_styles
_strut = line_break.strut
_get_font_description = line_break.get_font_description


def teach_remembering() -> None:
    """Make WeasyPrint remember, from now on and in this process."""
    for module in (absolute, block, column, flex, floating, grid, inline, page, table):
        module.resolve_percentages = resolve_percentages
    page.set_page_type_computed_styles = set_page_styles
    inline.strut = strut
    line_break.get_font_description = get_font_description
    pydyf.PDF.page_references = property(page_references)


@cache
def loaded_fonts() -> FontConfiguration:
    """Give the faces, loaded once for all pages that a process prints."""
    return FontConfiguration()


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the lengths of a box; those of most styles depend on no other box."""
    style = box.style
    if not hasattr(style, "fixed_lengths"):
        style.fixed_lengths = _fixed_lengths(style)
    if style.fixed_lengths:
        vars(box).update(style.fixed_lengths)
    else:
        _resolve_percentages(box, containing_block)


def _fixed_lengths(style: Any) -> dict[str, Any]:
    """Give the lengths of all boxes of a style; nothing if there are percentages in it."""
    lengths = {name: style[name] for name in _LENGTHS}
    is_plain = style["box_sizing"] == "content-box" and style["border_collapse"] == "separate"
    if not is_plain or not all(map(_is_fixed, lengths.values())):
        return {}
    used = {name: "auto" if value == "auto" else value.value for name, value in lengths.items()}
    for name in ("min_width", "min_height"):
        used[name] = 0 if used[name] == "auto" else used[name]
    return used | {name: style[name] for name in _BORDERS}


def _is_fixed(length: Any) -> bool:
    return length == "auto" or getattr(length, "unit", None) == "px"


def set_page_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """Set the styles of a page and its margins: those of the last one of its kind."""
    if not hasattr(style_for, "page_styles"):
        style_for.page_styles = {}
    kind = (page_type.side, page_type.blank, page_type.name, page_type.index == 0)
    computed = style_for.get_computed_styles()
    if kind not in style_for.page_styles or _counts_pages(style_for):
        _set_page_styles(page_type, html, style_for)
        style_for.page_styles[kind] = {
            part: style for (element, part), style in computed.items() if element == page_type
        }
    else:
        for part, style in style_for.page_styles[kind].items():
            computed[page_type, part] = style


def _counts_pages(style_for: Any) -> bool:
    """Say whether a rule is for pages of certain numbers (``:nth``)."""
    return any(
        selector[2].index is not None
        for sheet, _origin, _specificity in style_for._sheets
        for _rule, selectors, _declarations in sheet.page_rules
        for selector in selectors
    )


def strut(style: Any) -> tuple[float, float]:
    """Give height and baseline of an empty line, in pixels."""
    if not hasattr(style, "strut"):
        style.strut = _strut(style)
    return style.strut  # type: ignore[no-any-return]


def get_font_description(style: Any) -> Any:
    """Give Pango's description of a style's font; Pango copies it wherever it is used."""
    if not hasattr(style, "font_description"):
        style.font_description = _get_font_description(style)
    return style.font_description


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """Give the references of the pages so far: the engine asks for each element of the tree."""
    count = pdf.pages["Count"]
    if len(getattr(pdf, "known_references", ())) != count:
        pdf.known_references = tuple(b"%d 0 R" % number for number in pdf.pages["Kids"][::3])
    return pdf.known_references  # type: ignore[no-any-return]


def write_once(pdf: Any) -> None:
    """Put the bytes of each object in its place: they are asked for twice, once for the file's ID.

    To be called last of all, before the file is written.
    """
    pdf.objects[1:] = [_Written(thing) for thing in pdf.objects[1:]]


class _Written(pydyf.Object):  # type: ignore[misc]  # the engine is untyped
    """An object as it stands in the file."""

    data = b""
    compressible = False

    def __init__(self, thing: Any) -> None:
        super().__init__()
        self.number, self.data, self.compressible = thing.number, thing.data, thing.compressible
