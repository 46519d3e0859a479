from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def english(settings):
    """Messages as they stand in the source."""
    settings.LANGUAGE_CODE = "en"
