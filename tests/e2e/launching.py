"""The browser that is there: Debian's Chromium, a named one, or Playwright's own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright


class NoBrowserError(Exception):
    """There is no Chromium."""


def launched(playwright: Playwright, *switches: str) -> Browser:
    """Start Chromium.

    Raises:
        NoBrowserError: there is none.
    """
    chromium = os.environ.get("ZHOUBAO_CHROMIUM") or shutil.which("chromium")
    if chromium is None and not Path(playwright.chromium.executable_path).exists():
        raise NoBrowserError("no Chromium here: install Debian's package chromium")
    return playwright.chromium.launch(
        executable_path=chromium,
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", *switches],
    )
