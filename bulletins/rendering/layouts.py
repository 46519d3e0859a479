"""A line of text as the engine keeps it until it is drawn, with what moves its glyphs apart.

Instead of WeasyPrint 70.0's own, which knows blanks between words only.
"""

# ruff: noqa: ANN401 - WeasyPrint's and Pango's objects have no types.

from __future__ import annotations

from collections.abc import Iterator
from math import copysign
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi

from bulletins.rendering.shaping import Glyph, ShapedText
from bulletins.rendering.spacing import fixed_spacing


class SpacedLayout(line_break.Layout):  # type: ignore[misc]  # the engine is untyped
    """A line of text whose glyphs are moved apart, or together, when it is drawn."""

    #: Pixels taken away to fit one more piece, and added to reach the edge, by place.
    squeeze: dict[int, float]
    stretch: dict[int, float]
    _is_to_be_spaced = False

    def __init__(self, style: Any, *args: Any) -> None:
        super().__init__(style, *args)
        self.font_size = style["font_size"]
        self.squeeze, self.stretch = {}, {}

    def spacing(self) -> dict[int, float]:
        """Give what to add after each character, by its place, in pixels."""
        spaces = {place: em * self.font_size for place, em in fixed_spacing(self.text).items()}
        for place, space in [*self.squeeze.items(), *self.stretch.items()]:
            spaces[place] = spaces.get(place, 0) + space
        # The engine cuts to thousandths of an em when it draws; with half of one more it rounds.
        half = self.font_size / 2000
        return {place: space + copysign(half, space) for place, space in spaces.items()}

    def reactivate(self, style: Any) -> None:
        """Prepare for drawing, which may be done again: tables have heads, leaders many points."""
        super().reactivate(style)
        self._is_to_be_spaced = True

    def get_first_line(self) -> tuple[Any, int | None]:
        """Give Pango's line, spaced if it is to be drawn."""
        line, index = super().get_first_line()
        if self._is_to_be_spaced and (spaces := self.spacing()):
            _widen_glyphs(line, self.text, spaces)
        self._is_to_be_spaced = False
        return line, index


class CutLine(SpacedLayout):
    """A line cut from a shaped text, which needs not be shaped to be drawn."""

    first_line_direction = justification_spacing = 0

    def __init__(self, shaped: ShapedText, start: int, end: int, font_size: float) -> None:
        self.shaped, self.start, self.end = shaped, start, end
        self.text, self.font_size = shaped.text[start:end], font_size
        self.squeeze, self.stretch = {}, {}

    def glyphs(self) -> Iterator[tuple[Any, list[tuple[Glyph, int]]]]:
        """Give the faces, and the glyphs of each with their widths in Pango's units."""
        spaces = {
            self.start + place + 1: round(space * TO_UNITS)
            for place, space in self.spacing().items()
        }
        for font, glyphs in self.shaped.glyphs(self.start, self.end):
            yield font, [(glyph, glyph.width + _space_after(glyph, spaces)) for glyph in glyphs]

    def reactivate(self, style: Any) -> None:
        """Need nothing to be drawn."""

    def deactivate(self) -> None:
        """Hold nothing that could be set free."""

    def shape(self, style: Any) -> None:
        """Become a line as the engine draws it."""
        super().reactivate(style)


def _space_after(glyph: Glyph, spaces: dict[int, int]) -> int:
    """Give the space at the place where the glyph's characters end; none if it stands for none."""
    return spaces.get(glyph.end, 0) if glyph.end > glyph.start else 0


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
