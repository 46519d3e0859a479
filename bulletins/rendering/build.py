"""What a PDF was built with, as its manifest tells: versions of the engine, fonts. Pure."""

# ruff: noqa: ANN401 - pydyf's objects have no types.

from __future__ import annotations

from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont
from weasyprint import VERSION
from weasyprint.text.ffi import pango

#: Numbers of names in a font's table (OpenType, "name").
_VERSION, _POSTSCRIPT = 5, 6


def engine() -> dict[str, str]:
    """Give the versions of what sets the lines."""
    number = pango.pango_version()
    major, minor, micro = number // 10000, number // 100 % 100, number % 100
    return {"weasyprint": VERSION, "pango": f"{major}.{minor}.{micro}"}


def embedded_fonts(pdf: Any) -> list[dict[str, str]]:
    """Give name and version of the fonts in a PDF whose objects are about to be written."""
    files = {
        descriptor[key]
        for descriptor in pdf.objects
        if isinstance(descriptor, dict) and descriptor.get("Type") == "/FontDescriptor"
        for key in ("FontFile2", "FontFile3")
        if key in descriptor
    }
    fonts = [_font(b"".join(pdf.objects[int(file.split()[0])].stream)) for file in files]
    return sorted(fonts, key=lambda font: font["name"])


def _font(content: bytes) -> dict[str, str]:
    names = TTFont(BytesIO(content), lazy=True)["name"]
    return {
        "name": names.getDebugName(_POSTSCRIPT) or "",
        "version": names.getDebugName(_VERSION) or "",
    }
