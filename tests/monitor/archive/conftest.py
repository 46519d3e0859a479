from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def archive(settings, tmp_path) -> Path:
    """An archive of the test's own."""
    settings.ARCHIVE_DIR = tmp_path / "archive"
    return settings.ARCHIVE_DIR
