"""``manage.py demo`` as people start it: in a process of its own, on a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfReader


def _demo(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "ZHOUBAO_DATA_DIR": str(folder),
        "ZHOUBAO_SECRET_KEY": "for-tests-only",
    }
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "manage.py", "demo", "--no-serve", *options],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )


def _pdf_named_in(output: str) -> Path:
    return Path(next(line for line in output.splitlines() if line.startswith("PDF: "))[5:])


@pytest.mark.timeout(240)
def test_demo_makes_the_first_issue_and_keeps_it(tmp_path):
    folder = tmp_path / "demo"
    first = _demo(folder)
    assert first.returncode == 0, first.stderr
    pdf = _pdf_named_in(first.stdout)
    text = "".join("".join(page.extract_text().split()) for page in PdfReader(pdf).pages)
    assert "（第一期）" in text
    assert "本期周报共收集5篇" in text
    assert "马拉松" not in text

    again = _demo(folder)
    assert again.returncode == 0, again.stderr
    assert _pdf_named_in(again.stdout) == pdf

    fresh = _demo(folder, "--fresh")
    assert fresh.returncode == 0, fresh.stderr
    assert list(folder.rglob("*.pdf")) == [_pdf_named_in(fresh.stdout)]


def test_demo_refuses_the_folder_of_a_real_installation(tmp_path):
    refused = _demo(tmp_path / "var")
    assert refused.returncode == 1
    assert list(tmp_path.rglob("*.sqlite3")) == []
