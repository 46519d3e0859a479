"""A whole installation for the browser: its own database, folder, server and sample outlets."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright

from demo.newsroom import Newsroom

_PREPARE = """
from demo.people import employ
from demo.week import found_bulletin, register
from demo.newsroom import sources
employ()
found_bulletin()
register(sources({url!r}))
"""


class Installation:
    """``manage.py`` and the served site of one data folder."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self._environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "ZHOUBAO_DATA_DIR": str(folder),
            "ZHOUBAO_SECRET_KEY": "for-tests-only",
            "DATABASE_URL": f"sqlite:///{folder}/zhoubao.sqlite3",
            "ZHOUBAO_BROKER_URL": "memory://localhost/",
            **environment,
        }
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"

    def manage(self, *arguments: str) -> None:
        """Run a management command to its end."""
        subprocess.run(self._command(*arguments), check=True, env=self._environment, cwd=_ROOT)

    def serve(self) -> subprocess.Popen[bytes]:
        """Start the site, with worker and scheduler, and wait for its first page."""
        server = subprocess.Popen(
            self._command("serve", "--port", str(self._port)), env=self._environment, cwd=_ROOT
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                with urlopen(f"{self.url}/healthz", timeout=2):
                    return server
            except (URLError, OSError):
                time.sleep(0.1)
        server.kill()
        raise AssertionError("the site did not start")

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "manage.py", *arguments]


_ROOT = settings.BASE_DIR


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(timezone.localdate()) as newsroom:
        yield newsroom


@pytest.fixture(scope="module")
def site(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A site with the demo's people, bulletin and sources, which are polled."""
    yield from served(tmp_path_factory.mktemp("site"), _PREPARE.format(url=newsroom.url))


@cache
def _migrated() -> Path:
    """Migrate an empty database, once for all sites of the process."""
    folder = Path(tempfile.mkdtemp(prefix="zhoubao-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Installation(folder).manage("migrate", "--verbosity=0")
    return folder / "zhoubao.sqlite3"


def served(folder: Path, prepare: str, **environment: str) -> Iterator[Installation]:
    """Install, run a script, and serve until the fixture ends."""
    installation = Installation(folder, **environment)
    shutil.copy(_migrated(), folder)
    installation.manage("shell", "--verbosity=0", "-c", prepare)
    server = installation.serve()
    yield installation
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("ZHOUBAO_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        if chromium is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("no Chromium here: install Debian's package chromium")
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
