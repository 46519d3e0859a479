import json
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from bulletins.rendering.fonts import FOLDER
from bulletins.rendering.fonts.building import build_fonts
from bulletins.rendering.fonts.cutting import cut_face
from bulletins.rendering.fonts.faces import FACES, Face

SOURCE = FOLDER / "BulletinHei-Regular.otf"


@pytest.fixture(scope="module")
def cut():
    """Give a face of three characters."""
    face = Face("Test Face", SOURCE.name, lambda available: available & set(map(ord, "a中，龘")))
    content, characters = cut_face(face, SOURCE)
    return TTFont(BytesIO(content)), characters


def test_cut_face_keeps_the_characters_chosen(cut):
    font, characters = cut
    assert characters == set(map(ord, "a中，"))
    assert set(font.getBestCmap()) == characters


def test_cut_face_has_a_name_of_its_own(cut):
    font, _characters = cut
    assert font["name"].getDebugName(1) == "Test Face"
    assert [name.toUnicode() for name in font["name"].names if "Noto" in name.toUnicode()] == []


def test_cut_face_is_as_high_as_a_square(cut):
    font, _characters = cut
    assert (font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap) == (880, -120, 0)
    assert (font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender) == (880, -120)


def test_cut_face_numbers_its_glyphs_by_their_place(cut):
    font, _characters = cut
    top = font["CFF "].cff.topDictIndex[0]
    assert top.ROS == ("Adobe", "Identity", 0)
    assert top.charset == [".notdef", "cid00001", "cid00002", "cid00003"]
    assert len({font.getGlyphID(glyph) for glyph in font.getBestCmap().values()}) == 3


def test_build_fonts_without_any_source_names_all_of_them(tmp_path):
    missing = build_fonts([tmp_path], tmp_path / "faces")
    assert missing == sorted({face.source for face in FACES})
    assert json.loads((tmp_path / "faces" / "manifest.json").read_text())["families"] == []


def test_build_fonts_makes_the_same_files_twice(tmp_path):
    (tmp_path / "FandolKai-Regular.otf").symlink_to(SOURCE)
    build_fonts([tmp_path], tmp_path / "faces")
    first = json.loads((tmp_path / "faces" / "manifest.json").read_text())
    build_fonts([tmp_path], tmp_path / "faces")
    again = json.loads((tmp_path / "faces" / "manifest.json").read_text())
    assert first == again
    assert first["families"] == ["Bulletin Kai"]
    assert first["characters"][-1][1] == ord("～")
