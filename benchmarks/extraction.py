"""How well and fast pages are read, beside others: ``./run bench extraction FOLDER``.

FOLDER holds real news pages with expected results and the scorer for them: ``html/``, ``gold.json``
and ``score.py``, which is called with ``--extractor module:function`` for each candidate. The pages
are other people's texts and no part of the project. The peers are installed from PyPI into
``var/peers/extraction``, apart from our own packages.
"""

from __future__ import annotations

import argparse
import os
import site
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = ("trafilatura", "gne", "newspaper4k[zh]", "readability-lxml")
CANDIDATES = ("zhoubao", "trafilatura_text", "trafilatura_full", "gne", "newspaper", "readability")


def main() -> None:
    """Install the peers once, then score everything in one run on the pages' raw bytes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="list so many pages of each")
    options = parser.parse_args()
    peers = peers_python()
    command = [str(peers), str(options.folder.resolve() / "score.py"), "--input", "bytes"]
    command += ["--repeat", "3", "--worst", str(options.worst)]
    for name in CANDIDATES:
        command += ["--extractor", f"benchmarks.extractors:{name}"]
    # Ours first, so that shared libraries are those of the lock; the peers' own come after.
    path = os.pathsep.join([str(ROOT), *site.getsitepackages()])
    environment = os.environ | {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def peers_python() -> Path:
    """Give the Python that has the peers beside ours; made at the first run."""
    folder = ROOT / "var/peers/extraction"
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        sys.stderr.write(f"installing {', '.join(PEERS)} in {folder}\n")
        venv.create(folder, with_pip=True, clear=True)
        # The pip that comes with Debian's Python stumbles over lxml[html-clean].
        for wanted in (["--upgrade", "pip"], PEERS):
            subprocess.run([python, "-m", "pip", "install", "-q", *wanted], check=True)
        (folder / "complete").touch()
    return python


if __name__ == "__main__":
    main()
