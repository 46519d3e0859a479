from django.conf import settings
from django.template.loader import get_template
from hypothesis import given
from hypothesis import strategies as st

from bulletins.rendering.fonts import CodePoints, font_build
from bulletins.rendering.fonts.building import _ranges
from bulletins.rendering.fonts.faces import FACES, chinese, common, gb2312, rare

#: U+4E00–U+9FFF: personal names need them all.
UNIFIED_IDEOGRAPHS = set(range(0x4E00, 0xA000))


def test_gb2312_has_6763_characters_among_its_7445_signs():
    assert len(gb2312()) == 7445
    assert len(gb2312() & UNIFIED_IDEOGRAPHS) == 6763


def test_common_and_rare_share_out_a_font():
    font = {ord(sign) for sign in " aé，中喆㛃힣"}
    assert common(font) == {ord(sign) for sign in " aé，中"}
    assert rare(font) == {ord(sign) for sign in " 喆㛃힣"}


def test_chinese_leaves_latin_to_another_face():
    font = {ord(sign) for sign in "a1αⅢ①，“…·中Ａ"}
    assert {chr(code) for code in chinese(font)} == set("，“·中Ａ")


def test_installed_faces_have_a_glyph_for_every_common_character_and_name():
    build = font_build()
    assert build
    missing = [code for code in gb2312() | UNIFIED_IDEOGRAPHS if code not in build.characters]
    assert missing == []


@given(st.sets(st.integers(0, 60)))
def test_code_points_hold_what_was_written_as_runs(codes):
    points = CodePoints(tuple(_ranges(codes)))
    assert {code for code in range(70) if code in points} == codes


def test_installation_counts_every_face():
    script = (settings.BASE_DIR / "scripts" / "fonts.sh").read_text()
    assert f"[ $# -eq {len(FACES)} ]" in script


def test_stylesheet_names_every_face():
    styles = get_template("bulletins/rendering/issue.css").render()
    assert [face.family for face in FACES if f'"{face.family}"' not in styles] == []
