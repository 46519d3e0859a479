"""The faces in a file have what is printed, and no more. Of the bytes: test_remembering.py."""

import io

import pikepdf
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from bulletins.rendering.press import presses

PAGE = '<!doctype html><html lang="zh-CN"><title>周报</title><body style="font-family: {}">{}'


def faces(family, text, pictures):
    """Give the faces in a file that prints a text."""
    order = {"html": PAGE.format(family, text), "pictures": str(pictures), "issue": None}
    _report, pdf = presses.print("bulletins.rendering.printer", order, 30)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [
            TTFont(io.BytesIO(descriptor[key].read_bytes()))
            for descriptor in file.objects
            if isinstance(descriptor, pikepdf.Dictionary)
            for key in ("/FontFile2", "/FontFile3")
            if key in descriptor
        ]


def outlines(face):
    """Give the names of the glyphs that have an outline, but for the one of what is missing."""
    glyphs = face.getGlyphSet()

    def is_drawn(name):
        pen = BoundsPen(glyphs)
        glyphs[name].draw(pen)
        return pen.bounds is not None

    return list(filter(is_drawn, face.getGlyphOrder()[1:]))


@pytest.mark.parametrize("family", ["Bulletin Fang", "Bulletin Song", "Noto Sans CJK SC"])
def test_a_face_has_the_printed_glyphs_only(family, tmp_path):
    [face] = faces(family, "健康信息，信息", tmp_path)
    assert len(outlines(face)) == 5
    assert "GSUB" not in face


def test_a_face_of_which_nothing_is_printed_is_not_left_whole(tmp_path):
    assert not any(map(outlines, faces("Bulletin Fang", "&#x2060;", tmp_path)))
