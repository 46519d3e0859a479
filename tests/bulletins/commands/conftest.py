from __future__ import annotations

from datetime import date

import pytest

from tests.bulletins.archive.issues import published_issue


@pytest.fixture
def staff(editor, reviewer, publisher):
    return editor, reviewer, publisher


@pytest.fixture(autouse=True)
def english(settings, tmp_path):
    """Messages as they stand in the source, and files of this test alone."""
    settings.LANGUAGE_CODE = "en"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def issue(bulletin, staff):
    return published_issue(bulletin, staff, date(2026, 11, 20), "电子病历互联互通")
