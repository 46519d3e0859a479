"""Fonts (ISO 19005-3, 6.2.11; Matterhorn 10 and 31)."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from tests.bulletins.rendering.conformance.file import PdfFile

#: A width may differ from the font's by one thousandth of an em.
_TOLERANCE = 1
_PAIR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")


@dataclass
class _Font:
    """A font, what pages show of it, and what of that only with its text told beside."""

    font: Any
    shown: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)

    @property
    def name(self) -> str:
        return str(self.font.BaseFont)

    @property
    def descendant(self) -> Any:
        return self.font.DescendantFonts[0]


def embedded(file: PdfFile) -> Iterator[str]:
    """6.2.11.4: each font is in the file, as a subset that is marked so."""
    for font in _fonts(file):
        descriptor = font.descendant.FontDescriptor
        if not {"/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            yield f"{font.name} is not embedded"
        if not re.match(r"/[A-Z]{6}\+", font.name):
            yield f"{font.name} is no subset"
        if descriptor.FontName != font.name or font.descendant.BaseFont != font.name:
            yield f"{font.name} has several names"


def font_files(file: PdfFile) -> Iterator[str]:
    """6.2.11.2, 6.2.11.4: files are of the kind that is told, may be embedded, list no glyphs."""
    for font in _fonts(file):
        kinds = (str(font.font.Type), str(font.font.Subtype), str(font.descendant.Type))
        if kinds != ("/Font", "/Type0", "/Font"):
            yield f"{font.name}: {kinds}"
        descriptor = font.descendant.FontDescriptor
        if "/FontFile3" in descriptor and descriptor.FontFile3.get("/Subtype") != "/OpenType":
            yield f"{font.name}: a file of {descriptor.FontFile3.get('/Subtype')}"
        program = _program(font)
        if ("CFF " in program) != (font.descendant.Subtype == "/CIDFontType0"):
            yield f"{font.name}: outlines of another kind"
        if "OS/2" in program and program["OS/2"].fsType & 0x302:
            yield f"{font.name}: may not be embedded"
        if "/CIDSet" in descriptor:  # must list every glyph of the file, and serves nobody
            yield f"{font.name}: a list of glyphs"


def composite(file: PdfFile) -> Iterator[str]:
    """6.2.11.3: numbers of characters are numbers of glyphs, and said to be."""
    for font in _fonts(file):
        if font.font.Encoding != "/Identity-H":
            yield f"{font.name}: {font.font.Encoding}"
        system = font.descendant.CIDSystemInfo
        if (str(system.Registry), str(system.Ordering)) != ("Adobe", "Identity"):
            yield f"{font.name}: {system.Ordering}"
        kind = str(font.descendant.Subtype)
        file_key = "/FontFile2" if kind == "/CIDFontType2" else "/FontFile3"
        if file_key not in font.descendant.FontDescriptor:
            yield f"{font.name}: another kind of file"
        if kind == "/CIDFontType2" and str(font.descendant.get("/CIDToGIDMap")) != "/Identity":
            yield f"{font.name}: no map of glyphs"


def glyphs(file: PdfFile) -> Iterator[str]:
    """6.2.11.8: every character that is shown has a glyph of its own, never the empty box."""
    for font in _fonts(file):
        places = _places(_program(font))
        missing = sorted(cid for cid in font.shown if cid == 0 or cid not in places)
        if missing:
            yield f"{font.name}: {missing[:5]}"


def glyphs_by_place(file: PdfFile) -> Iterator[str]:
    """PDF 32000-1, 9.7.4.2: readers that look CIDs up in the font find the same glyph."""
    for font in _fonts(file):
        places = _places(_program(font))
        moved = sorted(cid for cid in font.shown if places.get(cid, cid) != cid)
        if moved:
            yield f"{font.name}: {moved[:5]}"


def widths(file: PdfFile) -> Iterator[str]:
    """6.2.11.5: widths are those of the font."""
    for font in _fonts(file):
        program = _program(font)
        units, order = program["head"].unitsPerEm, program.getGlyphOrder()
        said, usual = _widths(font.descendant), float(font.descendant.get("/DW", 1000))
        for cid in sorted(font.shown):
            own = program["hmtx"][order[cid]][0] * 1000 / units
            if abs(said.get(cid, usual) - own) > _TOLERANCE:
                yield f"{font.name}: {cid} is {said.get(cid, usual)} instead of {own}"


def in_unicode(file: PdfFile) -> Iterator[str]:
    """6.2.11.7: every character that is shown is told in Unicode, none as one of private use."""
    for font in _fonts(file):
        texts = _texts(font.font)
        for cid in sorted(font.shown):
            text = texts.get(cid, "")
            if not text or set(text) & {"\0", "\ufeff", "\ufffe"}:
                yield f"{font.name}: {cid} is {text!r}"
            if cid not in font.told and any(map(_is_private, text)):
                yield f"{font.name}: {cid} is of private use"


def _is_private(sign: str) -> bool:
    return unicodedata.category(sign) == "Co"


def _fonts(file: PdfFile) -> list[_Font]:
    fonts: dict[Any, _Font] = {}
    untold: dict[Any, set[int]] = defaultdict(set)
    for step in file.steps:
        if step.operator not in ("Tj", "TJ", "'", '"'):
            continue
        font: Any = file.pdf.pages[step.page].resources.Font[step.font]
        entry = fonts.setdefault(font.objgen, _Font(font))
        told = any("/ActualText" in (mark.properties or {}) for mark in step.marks)
        cids = set(_cids(step.operands))
        entry.shown |= cids
        if not told:
            untold[font.objgen] |= cids
    for key, entry in fonts.items():
        entry.told = entry.shown - untold[key]
    return list(fonts.values())


def _cids(operands: list[Any]) -> Iterator[int]:
    for operand in operands:
        if isinstance(operand, pikepdf.String):
            data = bytes(operand)
            yield from (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))
        elif isinstance(operand, pikepdf.Array):
            yield from _cids(list(operand))


def _program(font: _Font) -> TTFont:
    descriptor = font.descendant.FontDescriptor
    content = descriptor.get("/FontFile3", descriptor.get("/FontFile2"))
    return TTFont(io.BytesIO(content.read_bytes()), lazy=True)


def _places(program: TTFont) -> dict[int, int]:
    """Give the place of each CID: as the font says itself, else the number."""
    if "CFF " in program:
        top = program["CFF "].cff.topDictIndex[0]
        if hasattr(top, "ROS"):
            names = enumerate(top.charset)
            return {int(name[3:]) if place else 0: place for place, name in names}
    return {place: place for place in range(program["maxp"].numGlyphs)}


def _widths(descendant: Any) -> dict[int, float]:
    found: dict[int, float] = {}
    parts = list(descendant.get("/W", []))
    while parts:
        first, second = int(parts.pop(0)), parts.pop(0)
        if isinstance(second, pikepdf.Array):
            found |= {first + at: float(width) for at, width in enumerate(second)}
        else:
            width = float(parts.pop(0))
            found |= dict.fromkeys(range(first, int(second) + 1), width)
    return found


def _texts(font: Any) -> dict[int, str]:
    mapping = font.ToUnicode.read_bytes().decode("latin-1")
    sections = re.findall(r"beginbfchar(.*?)endbfchar", mapping, re.DOTALL)
    return {
        int(cid, 16): bytes.fromhex(text).decode("utf-16-be", "surrogatepass")
        for section in sections
        for cid, text in _PAIR.findall(section)
    }
