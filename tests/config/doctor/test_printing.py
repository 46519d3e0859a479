"""Checks of what the PDF is made with."""

from __future__ import annotations

import pytest

from bulletins.rendering.fonts import CodePoints, FontBuild
from bulletins.rendering.fonts.faces import FACES
from config.doctor import Level
from config.doctor.printing import (
    check_fonts,
    check_harfbuzz_subset,
    check_pango,
    check_system_fonts,
    judge_build,
    judge_pango,
    judge_system_fonts,
)


def test_judge_build_is_content_with_all_faces():
    families = tuple(sorted({face.family for face in FACES}))
    diagnosis = judge_build(FontBuild("", families, CodePoints(())))
    assert (diagnosis.level, diagnosis.message) == (Level.OK, ", ".join(families))


def test_judge_build_names_the_face_that_others_stand_in_for():
    families = tuple({face.family for face in FACES} - {"Bulletin Fang"})
    diagnosis = judge_build(FontBuild("", families, CodePoints(())))
    assert diagnosis.level is Level.WARN
    assert diagnosis.message == "Missing: Bulletin Fang. Other faces stand in."


def test_judge_build_names_a_face_whose_file_is_gone(tmp_path):
    for face in FACES:
        if face.file_name != "BulletinSong-Bold.otf":
            (tmp_path / face.file_name).touch()
    build = FontBuild("", tuple({face.family for face in FACES}), CodePoints(()))
    assert judge_build(build, tmp_path).message == "Missing: Bulletin Song. Other faces stand in."


def test_judge_system_fonts_reads_every_name_of_a_face():
    listed = "Noto Serif CJK SC,Noto Serif CJK SC Black\nDejaVu Sans\nNoto Sans CJK SC\n"
    assert judge_system_fonts(listed).level is Level.WARN


@pytest.mark.parametrize(
    ("listed", "missing"),
    [
        ("", "Noto Serif CJK SC, Noto Sans CJK SC"),
        ("Noto Serif CJK SC\nNoto Sans CJK JP\n", "Noto Sans CJK SC"),
        ("Noto Serif CJK SC Black\nNoto Sans CJK SC", "Noto Serif CJK SC"),
    ],
)
def test_judge_system_fonts_names_what_is_missing_and_where_it_comes_from(listed, missing):
    diagnosis = judge_system_fonts(listed)
    assert diagnosis.level is Level.FAIL
    assert diagnosis.message == f"Missing: {missing}."
    assert "fonts-noto-cjk" in diagnosis.remedy


@pytest.mark.parametrize(
    ("version", "level", "shown"),
    [
        (15012, Level.OK, "Pango 1.50.12"),
        (14400, Level.OK, "Pango 1.44.0"),
        (14299, Level.FAIL, "Pango 1.42.99 is too old."),
        (20001, Level.OK, "Pango 2.0.1"),
    ],
)
def test_judge_pango_reads_the_version(version, level, shown):
    diagnosis = judge_pango(version)
    assert (diagnosis.level, diagnosis.message) == (level, shown)


def test_this_machine_can_print():
    checks = (check_fonts, check_pango, check_harfbuzz_subset)
    assert [check().level for check in checks] == [Level.OK] * 3


def test_check_system_fonts_without_fontconfig_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    diagnosis = check_system_fonts()
    assert (diagnosis.level, diagnosis.remedy) == (Level.FAIL, "Install the package fontconfig.")
