"""WeasyPrint 70.0 taught to set Chinese lines: flush at both edges, spaced beside Latin words.

The engine widens blanks only, of which Chinese has none. This layer replaces four of its
internals, for the process that prints and no other, so its version is pinned, and
tests/bulletins/rendering/test_lines.py measures the lines that come out.
"""

# ruff: noqa: ANN401 - WeasyPrint's and Pango's objects have no types.

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf
from typing import Any

from weasyprint.formatting_structure.boxes import Box, InlineBox, LineBox, TextBox
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

from bulletins.rendering.drawing import teach_drawing
from bulletins.rendering.hyphenation import HYPHEN, divisions
from bulletins.rendering.layouts import CutLine, SpacedLayout
from bulletins.rendering.shaping import NotPlainError, ShapedText
from bulletins.rendering.spacing import (
    SHARED_BLANK,
    fixed_spacing,
    shared_room,
    squeezable,
    stretchable,
)

#: What may be added between two Chinese characters of a full line, in em: 2 pt in a text of 3号.
_WIDEST = 0.125
#: A line with an inline element in it is measured piece by piece; a piece shares in a whole line.
_USUAL_PLACES = 20

#: Layout, bytes set, byte to go on from, width, height and baseline in pixels.
_Line = tuple[SpacedLayout, int, int | None, float, float, float]
_Fit = Callable[[str, float | None], _Line]

_split_first_line = line_break.split_first_line


def teach_chinese_lines() -> None:
    """Make WeasyPrint set Chinese lines, from now on and in this process."""
    line_break.Layout = SpacedLayout
    for module in (line_break, inline, preferred):
        module.split_first_line = split_first_line
    inline.justify_line = justify_line
    teach_drawing()


def split_first_line(
    text: str, style: Any, context: Any, max_width: float | None, *args: Any, **kwargs: Any
) -> _Line:
    """Split as WeasyPrint does, but leave no line looser than it need be.

    Where little fits, a mark gives up its blank for one more character, or a Latin word is divided.
    """

    def fit(text: str, room: float | None) -> _Line:
        return _fit(text, style, context, room, *args, **kwargs)

    line = fit(text, max_width)
    resume = line[2]
    is_full = resume is not None and style["text_align_all"] == "justify"
    if not max_width or not is_full or not _is_loose(line, max_width, style["font_size"]):
        return line
    return _squeeze(text, line, max_width, fit) or _divide(text, line, max_width, fit) or line


def _fit(
    text: str, style: Any, context: Any, max_width: float | None, *args: Any, **kwargs: Any
) -> _Line:
    """Split as WeasyPrint does, and count the spaces of :func:`fixed_spacing` too."""
    shaped = _shaped(text, style)
    line = _cut(shaped, len(shaped.text) - len(text), style, max_width) if shaped else None
    return line or _fit_by_pango(text, style, context, max_width, *args, **kwargs)


def _shaped(text: str, style: Any) -> ShapedText | None:
    """Give a shaped text that ends in this one: the last one of this style, or a new one.

    None if lines of this text can't be cut by counting.
    """
    if not hasattr(style, "is_plain"):
        style.is_plain, style.shaped, style.not_plain = _is_plain(style), None, ""
    if not style.is_plain or style.not_plain.endswith(text):
        return None
    if style.shaped is None or not style.shaped.may_go_on_with(text):
        layout = SpacedLayout(style)
        layout.set_text(text)
        try:
            style.shaped = ShapedText(layout)
        except NotPlainError:
            style.not_plain = text
            return None
    return style.shaped  # type: ignore[no-any-return]


def _is_plain(style: Any) -> bool:
    """Say whether nothing but glyphs and blanks makes the width of a text."""
    return (
        style["white_space"] in ("normal", "nowrap")
        and style["direction"] == "ltr"
        and style["letter_spacing"] == "normal"
        and not style["word_spacing"]
        and style["hyphens"] in ("none", "manual")
        and style["word_break"] == "normal"
        and style["text_decoration_line"] == "none"
    )


def _cut(shaped: ShapedText, start: int, style: Any, max_width: float | None) -> _Line | None:
    """Give the line that begins at this place; None if nothing fits."""
    room = inf if max_width is None or style["white_space"] == "nowrap" else max_width
    end = shaped.line_end(start, room)
    if end is None:
        return None
    # Behind a text that fits another one may stand in the same line.
    visible = end if end == len(shaped.text) else shaped.visible_end(start, end)
    layout = CutLine(shaped, start, visible, style["font_size"])
    ascent, descent = shaped.heights(start, visible)
    return (
        layout,
        shaped.length(start, visible),
        shaped.length(start, end) if end < len(shaped.text) else None,
        shaped.width(start, visible),
        ascent + descent,
        ascent,
    )


def _fit_by_pango(
    text: str, style: Any, context: Any, max_width: float | None, *args: Any, **kwargs: Any
) -> _Line:
    """Split with a first guess of the spaces, then with those of the line that came out."""

    def split(room: float | None) -> tuple[float, float, _Line]:
        layout, length, resume, width, height, baseline = _split_first_line(
            text, style, context, room, *args, **kwargs
        )
        extra = sum(fixed_spacing(layout.text).values()) * style["font_size"]
        width += extra
        return extra, width, (layout, length, resume, width, height, baseline)

    extra, width, line = split(max_width)
    if not max_width or not extra or (extra > 0 and width <= max_width):
        return line
    _extra, width, other = split(max_width - extra)
    return other if extra > 0 or width <= max_width else line


def _is_loose(line: _Line, room: float, font_size: float) -> bool:
    places = max(len(stretchable(line[0].text)), _USUAL_PLACES)
    return (room - line[3]) / places > _WIDEST * font_size


def _squeeze(text: str, line: _Line, room: float, fit: _Fit) -> _Line | None:
    """Give the line with one piece more, if the blanks of its marks make room for it."""
    font_size = line[0].font_size
    tight = fit(text, room + len(squeezable(line[0].text)) * -SHARED_BLANK * font_size)
    layout, length, resume, width, height, baseline = tight
    places = squeezable(layout.text)
    excess = width - room
    if length <= line[1] or not places or excess > len(places) * -SHARED_BLANK * font_size:
        return None
    layout.squeeze = dict.fromkeys(places, -max(excess, 0) / len(places))
    return layout, length, resume, min(width, room), height, baseline


def _divide(text: str, line: _Line, room: float, fit: _Fit) -> _Line | None:
    """Give the line with the beginning of the Latin word that follows it, and a hyphen."""
    content = text.encode()
    before, after = content[: line[2]].decode(), content[line[2] :].decode()
    for place in divisions(after):
        part = before + after[:place]
        layout, _length, _resume, width, height, baseline = fit(part + HYPHEN, None)
        if width <= room:
            end = len(part.encode())
            return layout, end, end, width, height, baseline
    return None


def justify_line(_context: Any, line: LineBox, room: float) -> None:
    """Share out the room that is left, in pixels, between the characters of the line."""
    texts = list(_text_boxes(line))
    places = stretchable("".join(box.text for box in texts))
    shares = shared_room(places, room, _WIDEST * line.style["font_size"])
    start = 0
    for box in texts:
        end = start + len(box.text)
        box.pango_layout.stretch = {
            place - start: share for place, share in shares.items() if start <= place < end
        }
        start = end
    _move(line, 0)


def _text_boxes(box: Box) -> Iterator[TextBox]:
    if isinstance(box, TextBox):
        yield box
    elif isinstance(box, LineBox | InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _text_boxes(child)


def _move(box: Box, advance: float) -> float:
    """Widen the box by what its text was stretched, and move it by what came before it."""
    if not isinstance(box, TextBox | LineBox | InlineBox):
        box.translate(advance, 0)
        return advance
    box.position_x += advance
    before = advance
    if isinstance(box, TextBox):
        advance += sum(box.pango_layout.stretch.values())
    else:
        for child in box.children:
            if child.is_in_normal_flow():
                advance = _move(child, advance)
    box.width += advance - before
    return advance
