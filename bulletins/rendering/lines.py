"""WeasyPrint 70.0 taught to set Chinese lines: flush at both edges, spaced beside Latin words.

The engine widens blanks only, of which Chinese has none. This layer replaces three of its
internals, for the process that prints and no other, so its version is pinned, and
tests/bulletins/rendering/test_lines.py measures the lines that come out.
"""

# ruff: noqa: ANN401 - WeasyPrint's and Pango's objects have no types.

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import copysign
from typing import Any

from weasyprint.formatting_structure.boxes import Box, InlineBox, LineBox, TextBox
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

from bulletins.rendering.hyphenation import HYPHEN, divisions
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
_Line = tuple["SpacedLayout", int, int | None, float, float, float]
_Fit = Callable[[str, float | None], _Line]

_split_first_line = line_break.split_first_line


def teach_chinese_lines() -> None:
    """Make WeasyPrint set Chinese lines, from now on and in this process."""
    line_break.Layout = SpacedLayout
    for module in (line_break, inline, preferred):
        module.split_first_line = split_first_line
    inline.justify_line = justify_line


class SpacedLayout(line_break.Layout):  # type: ignore[misc]  # the engine is untyped
    """A line of text whose glyphs are moved apart, or together, when it is drawn."""

    #: Pixels taken away to fit one more piece, and added to reach the edge, by place.
    squeeze: dict[int, float]
    stretch: dict[int, float]
    _unspaced = _is_spaced = False

    def __init__(self, style: Any, *args: Any) -> None:
        super().__init__(style, *args)
        self.font_size = style["font_size"]
        self.squeeze, self.stretch = {}, {}

    def set_text(self, text: str, justify: bool = False) -> None:
        """Set the text, in the mode in which it is drawn: to change it would mean to shape anew."""
        is_single = "\n" not in text
        pango.pango_layout_set_single_paragraph_mode(self.layout, is_single)
        super().set_text(text, justify)

    def spacing(self) -> dict[int, float]:
        """Give what to add after each character, by its place, in pixels."""
        spaces = {place: em * self.font_size for place, em in fixed_spacing(self.text).items()}
        for place, space in [*self.squeeze.items(), *self.stretch.items()]:
            spaces[place] = spaces.get(place, 0) + space
        # The engine cuts to thousandths of an em when it draws; with half of one more it rounds.
        half = self.font_size / 2000
        return {place: space + copysign(half, space) for place, space in spaces.items()}

    def deactivate(self) -> None:
        """Keep what was shaped until its glyphs have been moved apart."""
        if self._is_spaced:
            super().deactivate()

    def reactivate(self, style: Any) -> None:
        """Prepare for drawing, which may be done again: tables have heads, leaders many points."""
        if self._is_spaced:
            super().reactivate(style)
        self._unspaced = True

    def get_first_line(self) -> tuple[Any, int | None]:
        """Give Pango's line, spaced if it is to be drawn."""
        line, index = super().get_first_line()
        if self._unspaced and (spaces := self.spacing()):
            _widen_glyphs(line, self.text, spaces)
            self._is_spaced = True
        self._unspaced = False
        return line, index


def _widen_glyphs(line: Any, text: str, spaces: dict[int, float]) -> None:
    """Add the spaces to the widths of the glyphs that end these characters."""
    by_byte = {len(text[: place + 1].encode()): space for place, space in spaces.items()}
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        starts = [glyphs.log_clusters[number] for number in range(glyphs.num_glyphs)]
        for number, end in enumerate([*starts[1:], item.length]):
            space = by_byte.pop(item.offset + end, 0)
            glyphs.glyphs[number].geometry.width += round(space * TO_UNITS)
        run = run.next


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
