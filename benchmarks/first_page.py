"""How long after the start the first page is there: ``./run bench first-page [--runs N]``.

Every run starts ``./run serve`` anew, on a data folder that was prepared before, and asks for the
readers' first page and for the log-in page until each answers 200. A machine counts as prepared
when everything is installed and the database is up to date.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("/", "/admin/login/")
#: Seconds to wait for a page, and between two attempts.
PATIENCE, PAUSE = 60.0, 0.02


def main() -> None:
    """Measure each page in runs of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "ZHOUBAO_DATA_DIR": folder}
        subprocess.run(["./run", "manage", "check"], cwd=ROOT, env=environment, check=True)
        print(f"{'first 200 after the start, s':<30}{'median':>8}{'best':>8}{'worst':>8}")
        for page in PAGES:
            taken = [seconds_to(page, environment) for _ in range(runs)]
            print(f"{page:<30}{median(taken):8.2f}{min(taken):8.2f}{max(taken):8.2f}")


def seconds_to(page: str, environment: dict[str, str]) -> float:
    """Give the seconds from the start of the process until the page answers.

    Raises:
        TimeoutError: it never does.
    """
    port = free_port()
    started = time.perf_counter()
    with serving(port, environment):
        while time.perf_counter() - started < PATIENCE:
            try:
                with urlopen(f"http://127.0.0.1:{port}{page}", timeout=PATIENCE):
                    return time.perf_counter() - started
            except URLError:
                time.sleep(PAUSE)
    raise TimeoutError(page)


@contextmanager
def serving(port: int, environment: dict[str, str]) -> Iterator[None]:
    """Serve on a port, web, worker and scheduler, until the block ends."""
    command = ["./run", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def free_port() -> int:
    """Give a port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
