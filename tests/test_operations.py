"""The manual of operations names what the program reads and needs."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
MANUAL = (ROOT / "docs" / "operations.md").read_text()


def _locked(name: str) -> set[str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return set(re.findall(r"(?m)^[\w.-]+==\S+", text))


def test_manual_has_a_row_for_every_setting():
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', (ROOT / "config" / "settings.py").read_text()))
    documented = set(re.findall(r"(?m)^\| `(\w+)` \|", MANUAL))
    assert documented == read


def test_manual_names_every_debian_package():
    for packages in ("debian.txt", "debian-test.txt"):
        for package in (ROOT / "requirements" / packages).read_text().split():
            assert f"`{package}`" in MANUAL, package


def test_locks_agree_and_name_no_registry():
    assert _locked("base") < _locked("dev")
    for name in ("base", "dev"):
        assert "://" not in (ROOT / "requirements" / f"{name}.txt").read_text()
