"""What a PDF was built with, as its manifest tells: versions of the engine, fonts. Pure."""

# ruff: noqa: ANN401 - pydyf's objects have no types.

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont
from PIL import __version__ as pillow
from weasyprint import VERSION
from weasyprint.text.ffi import pango

#: Numbers of names in a font's table (OpenType, "name").
_VERSION, _POSTSCRIPT = 5, 6


def engine() -> dict[str, str]:
    """Give the versions of what sets the lines and scales the pictures."""
    number = pango.pango_version()
    major, minor, micro = number // 10000, number // 100 % 100, number % 100
    return {"weasyprint": VERSION, "pango": f"{major}.{minor}.{micro}", "pillow": pillow}


def embedded_fonts(pdf: Any) -> list[TTFont]:
    """Give the fonts in a PDF whose objects are about to be written."""
    files = {
        descriptor[key]
        for descriptor in pdf.objects
        if isinstance(descriptor, dict) and descriptor.get("Type") == "/FontDescriptor"
        for key in ("FontFile2", "FontFile3")
        if key in descriptor
    }
    contents = [b"".join(pdf.objects[int(file.split()[0])].stream) for file in sorted(files)]
    return [TTFont(BytesIO(content), lazy=True) for content in contents]


def names_of(fonts: Iterable[TTFont]) -> list[dict[str, str]]:
    """Give name and version of each font, by name."""
    tables = [font["name"] for font in fonts]
    named = [
        {
            "name": table.getDebugName(_POSTSCRIPT) or "",
            "version": table.getDebugName(_VERSION) or "",
        }
        for table in tables
    ]
    return sorted(named, key=lambda font: font["name"])


def same_glyphs(fonts: Iterable[TTFont]) -> dict[int, str]:
    """Map characters that share a glyph with others to the first of them.

    A PDF names one character for a glyph, so that · is read as • where a font draws both alike.
    """
    same: dict[int, str] = {}
    for font in fonts:
        first: dict[str, int] = {}
        for code, glyph in sorted(font.getBestCmap().items()):
            if first.setdefault(glyph, code) != code:
                same[code] = same.get(first[glyph], chr(first[glyph]))
    return same
