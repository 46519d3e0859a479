from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def archive(settings, tmp_path) -> Path:
    """An archive of the test's own."""
    folder: Path = tmp_path / "archive"
    settings.ARCHIVE_DIR = folder
    return folder
