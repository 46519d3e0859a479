"""A text shaped by Pango once, of whose glyphs lines are then cut by counting.

WeasyPrint 70.0 shapes the text of each line several times: four lines of it to find where the first
ends, the line by itself, and that once more to draw it. Glyphs of Chinese and Latin texts are the
same wherever a line ends, so here a paragraph is shaped once, for all of its lines.
"""

# ruff: noqa: ANN401 - WeasyPrint's and Pango's objects have no types.

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from bulletins.rendering.breaking import BREAK, JOIN
from bulletins.rendering.spacing import fixed_spacing

#: What floating point may add to the width of a line, in pixels.
_TOLERANCE = 1e-6
_SOFT_HYPHEN = "\xad"
#: Bytes of Pango's record of a glyph: its number, width, offsets and marks, whole numbers all.
_GLYPH_SIZE = ffi.sizeof("PangoGlyphInfo")


class Glyph(NamedTuple):
    """A glyph as Pango has placed it; width and offset in Pango's units."""

    number: int
    width: int
    offset: int
    #: The characters that it stands for, by their places. Where an empty glyph, such as a joiner's,
    #: follows the one that is drawn for the same characters, it stands for none.
    start: int
    end: int


class Run(NamedTuple):
    """Glyphs of one face that follow each other; heights from the baseline in pixels."""

    font: Any
    glyphs: list[Glyph]
    ascent: float
    descent: float


class NotPlainError(ValueError):
    """Lines of this text can't be cut by counting."""


class ShapedText:
    """The glyphs of a text from left to right, and where its lines may end.

    Raises:
        NotPlainError: the text has several paragraphs or soft hyphens, runs from right to left,
            has raised glyphs, several for one character, or characters that no face has.

    """

    def __init__(self, layout: Any) -> None:
        self.text: str = layout.text
        self._layout = layout  # Pango's fonts live as long as this does.
        line, following = layout.get_first_line()
        if following is not None or _SOFT_HYPHEN in self.text:
            raise NotPlainError
        self._bytes = list(accumulate(map(_byte_length, self.text), initial=0))
        self._runs = list(_runs(line, {byte: place for place, byte in enumerate(self._bytes)}))
        self._run_starts = [run.glyphs[0].start for run in self._runs]
        self._spaces = {
            place: em * layout.font_size for place, em in fixed_spacing(self.text).items()
        }
        widths = [0.0] * len(self.text)
        for run in self._runs:
            for glyph in run.glyphs:
                widths[glyph.start] += glyph.width * FROM_UNITS
        for place, space in self._spaces.items():
            widths[place] += space
        #: Pixels before each place, those included that are added or taken away.
        self._before = list(accumulate(widths, initial=0.0))
        attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
        self._breaks = [
            place for place in range(1, len(self.text)) if attributes[place].is_line_break
        ]
        self._slack = layout.font_size

    def may_go_on_with(self, text: str) -> bool:
        """Whether it ends in this text, which begins with a glyph, and not within a ligature."""
        if not self.text.endswith(text):
            return False
        start = len(self.text) - len(text)
        return not text or any(
            glyph.start == start
            for _font, glyphs in self.glyphs(start, start + 1)
            for glyph in glyphs
        )

    def line_end(self, start: int, room: float) -> int | None:
        """Give the place of the last break of the line that begins here; None if nothing fits."""
        if self._fits(start, len(self.text), room):
            return len(self.text)
        # What ends a line may be narrower than within it.
        furthest = bisect_right(self._before, self._before[start] + room + self._slack)
        for number in range(bisect_right(self._breaks, furthest) - 1, -1, -1):
            place = self._breaks[number]
            if place <= start:
                break
            if self._fits(start, place, room):
                return place
        return None

    def _fits(self, start: int, end: int, room: float) -> bool:
        return self.width(start, self.visible_end(start, end)) <= room + _TOLERANCE

    def visible_end(self, start: int, end: int) -> int:
        """Give the place before the blanks that end a line, which are not printed."""
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return end

    def width(self, start: int, end: int) -> float:
        """Give the pixels of a part."""
        last = end
        while last > start and self.text[last - 1] in BREAK + JOIN:
            last -= 1
        # Nothing is added, or taken away, between the last character and the next line.
        beyond = self._spaces.get(last - 1, 0) if last > start else 0
        return self._before[end] - self._before[start] - beyond

    def length(self, start: int, end: int) -> int:
        """Give the bytes of a part, in UTF-8."""
        return self._bytes[end] - self._bytes[start]

    def heights(self, start: int, end: int) -> tuple[float, float]:
        """Give how far a line reaches above and below its baseline, in pixels."""
        runs = self._runs_of(start, end)
        return max(run.ascent for run in runs), max(run.descent for run in runs)

    def glyphs(self, start: int, end: int) -> Iterator[tuple[Any, list[Glyph]]]:
        """Give the faces of a line, and the glyphs of each, from left to right."""
        for run in self._runs_of(start, end):
            first = bisect_left(run.glyphs, start, key=_start)
            last = bisect_left(run.glyphs, end, key=_start)
            yield run.font, run.glyphs[first:last]

    def _runs_of(self, start: int, end: int) -> list[Run]:
        first = bisect_right(self._run_starts, start) - 1
        return self._runs[first : max(bisect_left(self._run_starts, end), first + 1)]


def _start(glyph: Glyph) -> int:
    return glyph.start


def _byte_length(character: str) -> int:
    return len(character.encode())


def _runs(line: Any, places: dict[int, int]) -> Iterator[Run]:
    """Give the runs of Pango's line; ``places`` maps bytes to characters."""
    logical = ffi.new("PangoRectangle *")
    link = line.runs
    while link != ffi.NULL:
        item, string = link.data.item, link.data.glyphs
        font = item.analysis.font
        if item.analysis.level % 2:
            raise NotPlainError
        glyphs = list(_glyphs(item, string, places))
        tallest = min(glyph.number for glyph in glyphs)  # The empty glyph has the highest number.
        pango.pango_font_get_glyph_extents(font, tallest, ffi.NULL, logical)
        ascent = -logical.y * FROM_UNITS
        yield Run(font, glyphs, ascent, logical.height * FROM_UNITS - ascent)
        link = link.next


def _glyphs(item: Any, string: Any, places: dict[int, int]) -> Iterator[Glyph]:
    count = string.num_glyphs
    clusters = [item.offset + byte for byte in string.log_clusters[0:count]]
    # One by one, CFFI would take longer to give them than Pango to shape them.
    fields = memoryview(ffi.buffer(string.glyphs, count * _GLYPH_SIZE)).cast("i")
    numbers, widths, x_offsets, y_offsets = (fields[at :: _GLYPH_SIZE // 4] for at in range(4))
    if any(y_offsets) or any(number & pango.PANGO_GLYPH_UNKNOWN_FLAG for number in numbers):
        raise NotPlainError
    starts = [places[byte] for byte in clusters]
    ends = [*starts[1:], places[item.offset + item.length]]
    if len(set(starts)) < count:
        _give_to_the_drawn(numbers, starts, ends)
    return map(Glyph, numbers, widths, x_offsets, starts, ends)


def _give_to_the_drawn(numbers: Sequence[int], starts: list[int], ends: list[int]) -> None:
    """Let the first of the glyphs that stand for the same characters stand for them all.

    The others must be empty: those of joiners within a ligature.
    """
    for at in range(len(starts) - 1, 0, -1):
        if starts[at] == starts[at - 1]:
            if numbers[at] != pango.PANGO_GLYPH_EMPTY:
                raise NotPlainError
            ends[at - 1], ends[at] = ends[at], starts[at]
