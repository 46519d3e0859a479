from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    """A folder of the test's own for files."""
    own: Path = tmp_path / "snapshots"
    settings.SNAPSHOTS_DIR = own
    return own
