"""The program as it is tried: its own folder and database, its worker and scheduler."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def environment(folder: Path) -> dict[str, str]:
    """Give the environment of the program: traps on the way out, English messages, own folder.

    A proxy and a log-in stand ready for who would believe the environment.
    """
    netrc = folder / "netrc"
    netrc.write_text("default login sample password sample\n")
    netrc.chmod(0o600)
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in {"PATH", "HOME", "LANG"} or name.startswith("MALLOC_")  # as ./run sets them
    }
    return kept | {
        "DJANGO_SETTINGS_MODULE": "benchmarks._hostile.settings",
        "ZHOUBAO_DATA_DIR": str(folder),
        "ZHOUBAO_SECRET_KEY": "for-this-benchmark-only",
        "ZHOUBAO_LANGUAGE": "en",
        "ZHOUBAO_LOG_LEVEL": "CRITICAL",
        "NETRC": str(netrc),
        "http_proxy": "http://10.9.9.9:8000/proxy",
        "https_proxy": "http://10.9.9.9:8000/proxy",
    }


@contextmanager
def working(log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run worker and scheduler until the block ends.

    Raises:
        RuntimeError: they do not start.

    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks._hostile.worker"],
            stdout=subprocess.PIPE, stderr=output,
        )  # fmt: skip
    assert process.stdout
    try:
        if process.stdout.readline() != b"ready\n":
            raise RuntimeError(f"the worker does not start: {log.read_text()[-2000:]}")
        yield process
    finally:
        process.kill()
        process.wait()


def peak_memory(pid: int) -> float:
    """Give the most memory that a process has had, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    assert found
    return int(found[1]) / 1024
