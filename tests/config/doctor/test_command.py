"""``manage.py doctor``: every check, in words or as one JSON document."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from config.doctor import CHECKS, Diagnosis, Level, examine


@pytest.fixture
def healthy(db, settings, tmp_path):
    settings.SECRET_KEY = "0123456789abcdefghijklmnopqrstuvwxyz-0123456789-and-more"
    settings.MEDIA_ROOT = tmp_path
    return settings


def test_doctor_finds_nothing_to_fail_in_a_healthy_installation(healthy, capsys):
    call_command("doctor")
    printed = capsys.readouterr().out
    lines = printed.split("\n\n")[0].splitlines()
    assert [line.split()[0] for line in lines[2:]] == list(CHECKS)
    assert {line.split()[1] for line in lines[2:]} <= {"ok", "warn"}
    assert "EMAIL_URL" in printed


def test_doctor_json_is_one_document(healthy, capsys):
    healthy.DEBUG = True
    with pytest.raises(CommandError, match=r"^1 check failed\.$"):
        call_command("doctor", json=True)
    printed = capsys.readouterr()
    document = json.loads(printed.out)
    assert document["ok"] is False
    assert [check["name"] for check in document["checks"]] == list(CHECKS)
    assert document["checks"][-1] == {
        "name": "debug",
        "level": "fail",
        "message": "Debugging is on: errors show settings and source to anybody.",
        "remedy": "Unset ZHOUBAO_DEBUG, except on a developer's machine.",
    }


@pytest.mark.parametrize("key", ["for-tests-only", "a" * 60, "django-insecure-" + "abcdefgh" * 8])
def test_doctor_refuses_a_weak_secret_key_without_showing_it(settings, key):
    settings.SECRET_KEY = key
    diagnosis = CHECKS["secret-key"]()
    assert diagnosis.level is Level.FAIL
    assert key not in diagnosis.message + diagnosis.remedy


def test_examine_goes_on_when_a_check_breaks_off():
    def broken() -> Diagnosis:
        raise ZeroDivisionError("division by zero")

    found = examine({"broken": broken, "debug": CHECKS["debug"]})
    assert [each.level for each in found.values()] == [Level.FAIL, Level.OK]
    assert found["broken"].message == "ZeroDivisionError: division by zero"
