"""One subset of each face for all issues of a volume.

Issues embed subsets that keep the glyph numbers of the whole face, so one subset with the glyphs
of all takes the place of each. That holds for issues of one build of the faces; others keep
their own fonts.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import uharfbuzz as harfbuzz

#: A line of a character map: a glyph and what it stands for.
_PAIR = re.compile(rb"<[0-9a-f]{4}> <[0-9a-f]+>")
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
#: Entries of one section of a character map (PDF 32000-1, 9.10.3).
_SECTION = 100


@dataclass
class _Face:
    """What all issues use of one face."""

    file: Path
    #: As in the first issue, but for what depends on the glyphs.
    descendant: Any
    descriptor: Any
    #: Of the issues' character maps, which have most of them in common.
    lines: set[bytes] = field(default_factory=set)


class Faces:
    """The faces of a volume, collected from its issues; ``folder`` holds those of this build."""

    def __init__(self, pdf: pikepdf.Pdf, folder: Path) -> None:
        self._pdf, self._folder = pdf, folder
        self._faces: dict[str, _Face | None] = {}

    def take(self, font: Any) -> str:  # noqa: ANN401 - a dictionary of another PDF
        """Collect what one issue uses of a face; gives its name, or "" if it must stay."""
        name = str(font.BaseFont)
        if name not in self._faces:
            self._faces[name] = self._face(font)
        face = self._faces[name]
        if face is None or font.Encoding != pikepdf.Name("/Identity-H"):
            return ""
        _head, _ranges, mapping = font.ToUnicode.read_bytes().partition(b"endcodespacerange")
        face.lines.update(mapping.splitlines())
        return name

    def _face(self, font: Any) -> _Face | None:  # noqa: ANN401
        descendant = font.DescendantFonts[0]
        content = descendant.FontDescriptor.get("/FontFile3")
        if content is None:
            return None
        subset = harfbuzz.Face(content.read_bytes())
        file = self._folder / f"{subset.get_name(harfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME)}.otf"
        descriptor = _copied(descendant.FontDescriptor, without="/FontFile3")
        plain = _copied(pikepdf.Dictionary(descendant), without="/W")
        return _Face(file, plain, descriptor) if file.exists() else None

    def finish(self) -> dict[str, pikepdf.Object]:
        """Give the font for each name, with a subset for all issues."""
        united = {name: face for name, face in self._faces.items() if face and face.lines}
        return {name: self._font(name, face) for name, face in united.items()}

    def _font(self, name: str, face: _Face) -> pikepdf.Object:
        # Of characters with one glyph the lowest is the ordinary one: a space, not one that binds.
        pairs = _PAIR.findall(b"\n".join(sorted(face.lines, reverse=True)))
        pair_of = {int(pair[1:5], 16): pair for pair in pairs}
        glyphs = sorted(pair_of)
        whole = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(face.file)))
        subset = _stream(self._pdf, _subset(whole, glyphs))
        subset.Subtype = pikepdf.Name.OpenType
        face.descriptor.FontFile3 = subset
        face.descendant.FontDescriptor = self._pdf.make_indirect(face.descriptor)
        face.descendant.W = pikepdf.Object.parse(_written_widths(whole, glyphs))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name(name),
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[self._pdf.make_indirect(face.descendant)],
            ToUnicode=_stream(self._pdf, _written_characters([pair_of[glyph] for glyph in glyphs])),
        )
        return self._pdf.make_indirect(font)


def _copied(source: Any, *, without: str) -> Any:  # noqa: ANN401
    """Give a dictionary of plain values for another PDF."""
    left_out = (without, "/FontDescriptor")
    return pikepdf.Object.parse(
        pikepdf.Dictionary({key: value for key, value in source.items() if key not in left_out})
        .unparse()
    )  # fmt: skip


def _written_widths(face: harfbuzz.Face, glyphs: list[int]) -> bytes:
    """Give the widths of glyphs that are no squares, in thousandths of an em."""
    # A width that is not named is a square (PDF 32000-1, 9.7.4.3).
    font, square = harfbuzz.Font(face), face.upem
    advances = ((glyph, font.get_glyph_h_advance(glyph)) for glyph in glyphs)
    parts = (
        b"%d [%d]" % (glyph, round(advance * 1000 / square))
        for glyph, advance in advances if advance != square
    )  # fmt: skip
    return b"[%s]" % b" ".join(parts)


def _written_characters(pairs: list[bytes]) -> bytes:
    sections = [pairs[at : at + _SECTION] for at in range(0, len(pairs), _SECTION)]
    return b"\n".join([
        b"/CIDInit /ProcSet findresource begin", b"12 dict begin", b"begincmap",
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        b"/CMapName /Adobe-Identity-UCS def", b"/CMapType 2 def",
        b"1 begincodespacerange", b"<0000> <ffff>", b"endcodespacerange",
        *(b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part)) for part in sections),
        b"endcmap", b"CMapName currentdict /CMap defineresource pop", b"end", b"end",
    ])  # fmt: skip


def _subset(face: harfbuzz.Face, glyphs: list[int]) -> bytes:
    """Cut a face to these glyphs, which keep their numbers, as the engine does."""
    wanted = harfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    wanted.flags = (
        harfbuzz.SubsetFlags.RETAIN_GIDS
        | harfbuzz.SubsetFlags.PASSTHROUGH_UNRECOGNIZED
        | harfbuzz.SubsetFlags.DESUBROUTINIZE
        | harfbuzz.SubsetFlags.NO_HINTING
    )
    return bytes(wanted.subset(face).blob.data)


def _stream(pdf: pikepdf.Pdf, data: bytes) -> pikepdf.Stream:
    # Outlines repeat little: looking for runs only takes half the time, and a twentieth more room.
    packing = zlib.compressobj(strategy=zlib.Z_RLE)
    stream = pikepdf.Stream(pdf, packing.compress(data) + packing.flush())
    stream.Filter = pikepdf.Name.FlateDecode
    return stream
