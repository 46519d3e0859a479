"""Checks of the machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bulletins.workflow.review import submit
from config.doctor import Level
from config.doctor.machine import (
    LITTLE_SPACE,
    NO_SPACE,
    TOLERANCE,
    check_clock,
    check_disk,
    check_media,
    judge_clock,
    judge_disk,
    judge_time_zone,
)

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def test_media_folder_is_made_and_left_empty(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "var" / "media"
    diagnosis = check_media()
    assert (diagnosis.level, diagnosis.message) == (Level.OK, str(tmp_path / "var" / "media"))
    assert list(settings.MEDIA_ROOT.iterdir()) == []


def test_media_folder_that_cannot_be_written_fails(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "media"
    diagnosis = check_media()
    assert diagnosis.level is Level.FAIL
    assert diagnosis.message == f"{tmp_path}/file/media cannot be written: Not a directory"


def test_disk_is_measured_before_the_folder_exists(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "not" / "yet"
    assert check_disk().message.endswith("free")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("free", "level"),
    [
        (0, Level.FAIL),
        (NO_SPACE - 1, Level.FAIL),
        (NO_SPACE, Level.WARN),
        (LITTLE_SPACE - 1, Level.WARN),
        (LITTLE_SPACE, Level.OK),
    ],
)
def test_judge_disk_by_free_bytes(free, level):
    assert judge_disk(free).level is level


def test_judge_time_zone_shows_its_present_time():
    diagnosis = judge_time_zone("Asia/Shanghai", NOW)
    assert diagnosis.message == "Asia/Shanghai, 2026-11-20 16:30 (UTC+0800)"


@pytest.mark.parametrize("name", ["Asia/Nowhere", "../etc/passwd", ""])
def test_judge_time_zone_refuses_an_unknown_one(name):
    assert judge_time_zone(name, NOW).level is Level.FAIL


@pytest.mark.parametrize(
    ("ahead", "level"),
    [
        (timedelta(days=-1), Level.OK),
        (TOLERANCE, Level.OK),
        (TOLERANCE + timedelta(seconds=1), Level.FAIL),
    ],
)
def test_judge_clock_by_what_has_passed(ahead, level):
    diagnosis = judge_clock(NOW, [NOW - timedelta(days=9), NOW + ahead])
    assert diagnosis.level is level


def test_clock_that_was_set_back_fails(article, editor):
    assert check_clock().level is Level.OK
    with time_machine.travel(datetime(2030, 1, 1, tzinfo=UTC), tick=False):
        submit(article, editor)
    diagnosis = check_clock()
    assert diagnosis.level is Level.FAIL
    assert "something happened at 2030-01-01 00:00:00 UTC already" in diagnosis.message


def test_clock_from_before_the_installation_fails(db):
    with time_machine.travel(datetime(2001, 1, 1, tzinfo=UTC)):
        assert check_clock().level is Level.FAIL
