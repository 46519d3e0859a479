"""A whole installation for the browser: its own database, folder and server."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings

_ROOT = settings.BASE_DIR
_MIGRATE = """
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
connection.close()
"""
_SESSION = """
from django.contrib.auth.models import User
from django.test import Client
client = Client()
client.force_login(User.objects.get(username={name!r}))
result = client.cookies["sessionid"].value
"""


class Installation:
    """The served site of one data folder, and scripts that act behind its scenes."""

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

    def run(self, script: str) -> Any:
        """Run a script in the installation; gives what it calls `result`."""
        pipe = self._stage
        assert pipe.stdin
        assert pipe.stdout
        pipe.stdin.write(json.dumps(script) + "\n")
        pipe.stdin.flush()
        result, trace = json.loads(pipe.stdout.readline())
        assert not trace, trace
        return result

    def cookie(self, name: str) -> Any:
        """Log somebody in; gives the cookie of the session, for a browser."""
        session = self.run(_SESSION.format(name=name))
        return {"name": "sessionid", "value": session, "url": self.url}

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve the site, with worker and scheduler, within a `with` block."""
        server = self._start("manage.py", "serve", "--port", str(self._port))
        try:
            self._wait(server)
            yield
        finally:
            self.close()
            server.terminate()
            server.wait(20)

    def close(self) -> None:
        """End the process in which scripts ran."""
        if "_stage" in self.__dict__:
            self._stage.communicate()
            del self.__dict__["_stage"]

    @cached_property
    def _stage(self) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        return self._start("-m", "tests.e2e.stage", stdin=pipe, stdout=pipe)

    def _start(
        self, *command: str, stdin: int | None = None, stdout: int | None = None
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *command], env=self._environment, cwd=_ROOT, text=True,
            stdin=stdin, stdout=stdout,
        )  # fmt: skip

    def _wait(self, server: subprocess.Popen[str]) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and server.poll() is None:
            try:
                with urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        raise AssertionError("the site did not start")


@cache
def _migrated() -> Path:
    """Migrate an empty database, once for all sites of the process."""
    folder = Path(tempfile.mkdtemp(prefix="zhoubao-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    installation = Installation(folder)
    installation.run(_MIGRATE)
    installation.close()
    return folder / "zhoubao.sqlite3"


def installed(folder: Path, **environment: str) -> Installation:
    """Give an installation that is migrated and empty."""
    shutil.copy(_migrated(), folder)
    return Installation(folder, **environment)


def served(folder: Path, prepare: str, **environment: str) -> Iterator[Installation]:
    """Install, run a script, and serve until the fixture ends."""
    installation = installed(folder, **environment)
    installation.run(prepare)
    with installation.serving():
        yield installation
