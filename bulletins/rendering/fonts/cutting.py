"""A font becomes a face of ours: fewer characters, a name of its own, the height of the others."""

from __future__ import annotations

from collections.abc import Set
from io import BytesIO
from pathlib import Path

import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

from bulletins.rendering.fonts.faces import Face

#: Above and below the baseline, in em: the square of a Chinese character.
_ASCENT, _DESCENT = 0.88, 0.12
#: Numbers of names in a font's table (OpenType, "name").
_VERSION, _POSTSCRIPT = 5, 6
_FEATURES = ("ccmp", "kern", "liga", "mark", "mkmk")


def cut_face(face: Face, source: Path) -> tuple[bytes, Set[int]]:
    """Give the file of a face, and its characters."""
    font = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(source)), face.index)
    characters = face.choose(set(font.unicodes))
    return _finish(_subset(font, characters), face), characters


def _subset(font: harfbuzz.Face, characters: Set[int]) -> bytes:
    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update(characters)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(_number, _FEATURES))
    wanted.drop_table_tag_set.update(map(_number, ("BASE", "VORG", "vhea", "vmtx")))
    wanted.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    return bytes(wanted.subset(font).blob.data)


def _number(tag: str) -> int:
    return int.from_bytes(tag.encode(), "big")


def _finish(content: bytes, face: Face) -> bytes:
    """Name the face and give it the height that all faces have, so that none moves a line."""
    font = TTFont(BytesIO(content), recalcTimestamp=False, recalcBBoxes=False, lazy=True)
    units = font["head"].unitsPerEm
    ascent, descent = round(_ASCENT * units), round(_DESCENT * units)
    horizontal, windows = font["hhea"], font["OS/2"]
    horizontal.ascent, horizontal.descent, horizontal.lineGap = ascent, -descent, 0
    windows.sTypoAscender, windows.sTypoDescender, windows.sTypoLineGap = ascent, -descent, 0
    windows.usWinAscent, windows.usWinDescent = ascent, descent
    _name(font, face)
    if "CFF " in font:
        _number_by_place(font)
    finished = BytesIO()
    font.save(finished, reorderTables=None)
    return finished.getvalue()


def _number_by_place(font: TTFont) -> None:
    """Let each glyph's CID be its place in the font.

    A PDF names glyphs by place. Where a font brings CIDs of its own, as the fonts of Chinese do,
    PDF 32000-1, 9.7.4.2 has readers look the number up among those: cut fonts, whose glyphs moved
    up, then show other characters in readers that keep to it, and at printers.
    """
    top = font["CFF "].cff.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return
    places, glyphs = top.charset, top.CharStrings.charStrings
    order = [".notdef", *(f"cid{place:05d}" for place in range(1, len(places)))]
    top.CharStrings.charStrings = {new: glyphs[old] for old, new in zip(places, order, strict=True)}
    top.ROS, top.charset = ("Adobe", "Identity", 0), order
    font.setGlyphOrder(order)


def _name(font: TTFont, face: Face) -> None:
    """Replace the names: a changed font must not bear the old one (Open Font License)."""
    names = font["name"]
    version = names.getDebugName(_VERSION) or ""
    names.names = []
    for number, name in enumerate(
        (face.family, face.style, face.file_name, f"{face.family} {face.style}"), start=1
    ):
        names.setName(name, number, 3, 1, 0x409)
    names.setName(version, _VERSION, 3, 1, 0x409)
    names.setName(Path(face.file_name).stem, _POSTSCRIPT, 3, 1, 0x409)
