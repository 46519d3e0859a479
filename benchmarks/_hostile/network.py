"""A network in which every address of the world is this machine, so that all can be watched.

Linux gives it without special rights: a namespace of its own for users, network and mounts. In it
names are looked up at :mod:`benchmarks._hostile.names`, connections to whatever address end at
:mod:`benchmarks._hostile.server`, and nothing can leave. The program is run as it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_INSIDE = "ZHOUBAO_BENCHMARK_INSIDE"
#: The name server stands on loopback; ``options`` keep a lost packet from costing five seconds.
_RESOLVER = "nameserver 127.0.0.1\noptions timeout:2 attempts:2\n"


def enter(module: str) -> None:
    """Start the module anew inside such a network, unless we are there; its exit code is ours.

    Raises:
        SystemExit: after the run inside, or where the machine cannot give such a network.

    """
    if os.environ.get(_INSIDE):
        _furnish()
        return
    if not shutil.which("unshare") or not shutil.which("ip"):
        raise SystemExit("Needs Debian's util-linux and iproute2: unshare and ip are missing.")
    isolate = ["unshare", "--user", "--map-root-user", "--net", "--mount"]
    if subprocess.run([*isolate, "true"], capture_output=True).returncode:
        raise SystemExit("This machine does not let us have a network of our own (unshare).")
    command = [*isolate, sys.executable, "-m", module, *sys.argv[1:]]
    raise SystemExit(subprocess.run(command, env=os.environ | {_INSIDE: "1"}).returncode)


def _furnish() -> None:
    """Lead every address to ourselves, and every question for a name."""
    for command in (
        "ip link set lo up",
        "ip route add local 0.0.0.0/0 dev lo",
        "ip -6 route add local ::/0 dev lo",
    ):
        subprocess.run(command.split(), check=True)
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
        file.write(_RESOLVER)
        file.flush()
        Path(file.name).chmod(0o644)
        subprocess.run(["mount", "--bind", file.name, "/etc/resolv.conf"], check=True)
