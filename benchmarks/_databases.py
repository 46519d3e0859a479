"""Databases that a benchmark has for itself, as the environment of a process that uses them."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def sqlite() -> Iterator[dict[str, str] | None]:
    """Give the environment of an empty data folder."""
    with tempfile.TemporaryDirectory() as folder:
        yield {"ZHOUBAO_DATA_DIR": folder, "ZHOUBAO_SECRET_KEY": "none", "DATABASE_URL": ""}


@contextmanager
def postgresql() -> Iterator[dict[str, str] | None]:
    """Give the environment of a PostgreSQL of its own, with its defaults; None if there is none."""
    if not (which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))):
        yield None
        return
    command = ["sh", "benchmarks/_postgres.sh"]
    pipe = subprocess.PIPE
    with (
        sqlite() as environment,
        subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as server,
    ):
        assert environment is not None
        assert server.stdin
        assert server.stdout
        yield environment | {"DATABASE_URL": server.stdout.readline().strip()}
        server.stdin.close()


DATABASES = {"SQLite": sqlite, "PostgreSQL": postgresql}
