"""WeasyPrint 70.0 taught to cut a face once, and to read no more of it than is left.

It does so twice, as old versions of HarfBuzz need it, and copies each face as a whole before.

The numbers of the glyphs stay, so that subsets of several issues can be joined to one
(:mod:`bulletins.rendering.volume`). Nothing comes out otherwise:
tests/bulletins/rendering/test_remembering.py compares the bytes.
"""

# ruff: noqa: ANN401 - HarfBuzz's objects have no types.

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weasyprint.pdf import fonts as pdf_fonts
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

#: What shapes a text, and pictures instead of outlines: a PDF has no use for them.
_USELESS_TABLES = (
    b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT",
    b"SVG ",
)  # fmt: skip

_subset = Font.subset


def teach_subsetting() -> None:
    """Make WeasyPrint cut each face once, from now on and in this process."""
    pdf_fonts.get_hb_object_data = _nothing
    Font.subset = subset


def subset(font: Any, glyphs: dict[int, str], hinting: bool) -> None:
    """Give the font its file, with the outlines of these glyphs only."""
    wanted = glyphs or {0: ""}  # For none the engine would leave them all.
    content = _cut(font, wanted, hinting)
    if content:
        font.file_content = content
    else:
        _subset_twice(font, wanted, hinting)


def _subset_twice(font: Any, glyphs: dict[int, str], hinting: bool) -> None:
    """Cut as the engine does, which says so if it fails."""
    pdf_fonts.get_hb_object_data = get_hb_object_data
    try:
        font.file_content = get_hb_object_data(font.hb_face)
        _subset(font, glyphs, hinting)
    finally:
        pdf_fonts.get_hb_object_data = _nothing


def _nothing(_face: Any) -> bytes:
    """Stand for the content of a whole face."""
    return b""


def _cut(font: Any, glyphs: dict[int, str], hinting: bool) -> bytes | None:
    """Give the file of a font; nothing if it can't be made, or has other glyphs behind the last."""
    wish = ffi.gc(
        harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy
    )
    flags = (
        harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
        | harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        | harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
    )
    if not hinting:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    if font.missing:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    harfbuzz_subset.hb_subset_input_set_flags(wish, flags)
    _add(harfbuzz_subset.hb_subset_input_glyph_set(wish), glyphs)
    dropped = harfbuzz_subset.hb_subset_input_set(
        wish, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG
    )
    _add(dropped, (harfbuzz.hb_tag_from_string(tag, -1) for tag in _USELESS_TABLES))
    face = ffi.gc(harfbuzz_subset.hb_subset_or_fail(font.hb_face, wish), harfbuzz.hb_face_destroy)
    if not face or harfbuzz.hb_face_get_glyph_count(face) > max(glyphs) + 1:
        return None
    content: bytes | None = get_hb_object_data(face)
    return content


def _add(numbers: Any, wanted: Iterable[int]) -> None:
    """Put numbers into one of HarfBuzz's sets."""
    ordered = sorted(wanted)
    array = ffi.new("hb_codepoint_t[]", ordered)
    harfbuzz.hb_set_add_sorted_array(numbers, array, len(ordered))
