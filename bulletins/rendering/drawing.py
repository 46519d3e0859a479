"""WeasyPrint 70.0 taught to draw a cut line from the glyphs at hand, without asking Pango again."""

# ruff: noqa: ANN401 - WeasyPrint's and Pango's objects have no types.

from __future__ import annotations

from typing import Any

from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.fonts import get_pango_font_key

from bulletins.rendering.layouts import CutLine
from bulletins.rendering.shaping import Glyph

_draw_first_line = draw_text.draw_first_line


def teach_drawing() -> None:
    """Make WeasyPrint draw cut lines, from now on and in this process."""
    draw_text.draw_first_line = draw_first_line


def forget_keys(config: Any) -> None:
    """Forget the faces of earlier pages: another one may have come to where Pango kept it."""
    config.font_keys = {}


def draw_first_line(
    stream: Any, box: TextBox, text_overflow: str, block_ellipsis: str, matrix: Any
) -> list[Any]:
    """Draw a line as WeasyPrint does, but a cut one without asking Pango."""
    line = box.pango_layout
    if isinstance(line, CutLine):
        if box.text.strip() and draw_glyphs(stream, line, box.style.font_config, matrix):
            return []
        line.shape(box.style)
    return _draw_first_line(stream, box, text_overflow, block_ellipsis, matrix)  # type: ignore[no-any-return]


def draw_glyphs(stream: Any, line: CutLine, config: Any, matrix: Any) -> bool:
    """Show the glyphs of a line; False if a face needs the engine: it is of bitmaps or coloured."""
    runs = [(*_font(stream, config, face), face, glyphs) for face, glyphs in line.glyphs()]
    if any(font.bitmap or font.png or font.svg or font.colr for font, *_others in runs):
        return False
    stream.set_text_matrix(*matrix.values)
    shown, current = "", None
    for font, size, pango_font, glyphs in runs:
        if pango_font != current:
            if shown:
                stream.show_text(shown)
            shown, current = "", pango_font
            stream.set_font_size(font.hash, size)
        _learn(font, size, pango_font, glyphs, line.shaped.text)
        shown += _operand(font.widths, size, glyphs)
    stream.show_text(shown)
    return True


def _font(stream: Any, config: Any, face: Any) -> tuple[Any, float]:
    """Give the font of the file for Pango's, and the size of its glyphs.

    To describe Pango's takes long; it stays the same in a configuration.
    """
    keys = vars(config).setdefault("font_keys", {})
    if face not in keys:
        keys[face] = get_pango_font_key(face)
    key, _description, size = keys[face]
    return stream._fonts[key] if key in stream._fonts else stream.add_font(face)[0], size


def _learn(
    font: Any, size: float, pango_font: Any, glyphs: list[tuple[Glyph, int]], text: str
) -> None:
    """Let the font of the file know its glyphs: their widths, and what each of them means."""
    for (number, _width, _offset, start, end), _spaced in glyphs:
        if number not in font.widths and number != pango.PANGO_GLYPH_EMPTY:
            logical = ffi.new("PangoRectangle *")
            pango.pango_font_get_glyph_extents(pango_font, number, ffi.NULL, logical)
            font.widths[number] = round(logical.width * 1000 * FROM_UNITS / size)
            font.to_unicode.setdefault(number, text[start:end])


def _operand(widths: dict[int, int], size: float, glyphs: list[tuple[Glyph, int]]) -> str:
    """Give the glyphs of a run as PDF shows them, with thousandths of an em between them."""
    shown = "<"
    for (number, _width, offset, _start, _end), spaced in glyphs:
        if number == pango.PANGO_GLYPH_EMPTY:
            continue
        before = offset / size
        after = int(widths[number] + before - spaced * 1000 * FROM_UNITS / size)
        if before:
            shown += f">{-before}<"
        shown += f"{number:04x}>{after}<" if after else f"{number:04x}"
    return shown[:-1] if shown.endswith("<") else shown + ">"
