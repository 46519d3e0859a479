"""WeasyPrint 70.0 taught to set Chinese lines: flush at both edges, spaced beside Latin words.

The engine widens blanks only, of which Chinese has none. This layer replaces three of its
internals, for the process that prints and no other, so its version is pinned, and
tests/bulletins/rendering/test_lines.py measures the lines that come out.
"""

# ruff: noqa: ANN401 - WeasyPrint's and Pango's objects have no types.

from __future__ import annotations

from collections.abc import Iterator
from math import copysign
from typing import Any

from weasyprint.formatting_structure.boxes import Box, InlineBox, LineBox, TextBox
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi

from bulletins.rendering.spacing import fixed_spacing, stretchable

#: A line that would need more than this between two characters, in em, stays ragged.
_WIDEST = 0.3

#: Layout, bytes set, byte to go on from, width, height and baseline in pixels.
_Line = tuple["SpacedLayout", int, int | None, float, float, float]

_split_first_line = line_break.split_first_line


def teach_chinese_lines() -> None:
    """Make WeasyPrint set Chinese lines, from now on and in this process."""
    line_break.Layout = SpacedLayout
    for module in (line_break, inline, preferred):
        module.split_first_line = split_first_line
    inline.justify_line = justify_line


class SpacedLayout(line_break.Layout):  # type: ignore[misc]  # the engine is untyped
    """A line of text whose glyphs are moved apart, or together, when it is drawn."""

    stretch: dict[int, float]
    _unspaced = False

    def __init__(self, style: Any, *args: Any) -> None:
        super().__init__(style, *args)
        self.stretch = {}

    def spacing(self, font_size: float) -> dict[int, float]:
        """Give what to add after each character, by its place, in pixels."""
        spaces = {place: em * font_size for place, em in fixed_spacing(self.text).items()}
        for place, space in self.stretch.items():
            spaces[place] = spaces.get(place, 0) + space
        # The engine cuts to thousandths of an em when it draws; with half of one more it rounds.
        return {place: space + copysign(font_size / 2000, space) for place, space in spaces.items()}

    def reactivate(self, style: Any) -> None:
        """Prepare for drawing."""
        super().reactivate(style)
        self._unspaced = True

    def get_first_line(self) -> tuple[Any, int | None]:
        """Give Pango's line, spaced if it is to be drawn."""
        line, index = super().get_first_line()
        if self._unspaced:
            self._unspaced = False
            _widen_glyphs(line, self.text, self.spacing(self.style["font_size"]))
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


def justify_line(_context: Any, line: LineBox, room: float) -> None:
    """Share out the room that is left, in pixels, between the characters of the line."""
    texts = list(_text_boxes(line))
    places = stretchable("".join(box.text for box in texts))
    if not places or room / len(places) > _WIDEST * line.style["font_size"]:
        return
    start = 0
    for box in texts:
        own = [place - start for place in places if start <= place < start + len(box.text)]
        box.pango_layout.stretch = dict.fromkeys(own, room / len(places))
        start += len(box.text)
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
