"""What the program stands on, started for this benchmark alone: a small disk, PostgreSQL, Redis."""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.first_page import free_port

_DISK = "1g"
_PATIENCE = 30


@dataclass
class Disk:
    """A small disk in memory, which can be filled; needs root."""

    folder: Path

    def mount(self) -> None:
        """Make it.

        Raises:
            SystemExit: we may not.

        """
        self.folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={_DISK},mode=755", "tmpfs", self.folder]
        if subprocess.run(command, capture_output=True).returncode:
            raise SystemExit("A full disk needs a disk of our own: run this as root.")

    def fill(self) -> None:
        """Leave not a byte free."""
        with suppress(OSError), self._ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(1024 * 1024))
        with suppress(OSError), self._ballast.open("ab", buffering=0) as file:
            while True:
                file.write(bytes(4096))

    def free(self) -> None:
        """Give the room back."""
        self._ballast.unlink(missing_ok=True)

    def unmount(self) -> None:
        """Leave nothing behind."""
        subprocess.run(["umount", "--lazy", self.folder], check=False)

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"


class Postgres:
    """A PostgreSQL that can be ended roughly and started again."""

    def __init__(self, folder: Path) -> None:
        self._data, self._password = folder / "postgres", folder / "password"
        self._port, secret = free_port(), secrets.token_hex(16)
        self.url = f"postgres://zhoubao:{secret}@127.0.0.1:{self._port}/postgres"
        self._data.mkdir()
        self._password.write_text(secret)
        if os.geteuid() == 0:
            for path in (self._data, self._password):
                subprocess.run(["chown", "postgres", path], check=True)
        self._password.chmod(0o400)
        self._run(
            "initdb", "-D", self._data, "-U", "zhoubao", "-A", "scram-sha-256",
            "--pwfile", self._password, "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync",
        )  # fmt: skip
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers; one that recovers takes its time."""
        options = f"-h 127.0.0.1 -p {self._port} -k '' -c fsync=off -c max_wal_size=128MB"
        self._run("pg_ctl", "start", "-s", "-w", "-D", self._data, "-l", self._data / "log",
                  "-o", options)  # fmt: skip

    def stop(self) -> None:
        """End it as a crash would; one that has ended already is left so."""
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "stop", "-s", "-m", "immediate", "-D", self._data)

    def is_running(self) -> bool:
        """Whether it is there, or ended by itself."""
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "status", "-D", self._data)
            return True
        return False

    def _run(self, *command: object) -> None:
        """Run one of its programs, as a user that it accepts: never root."""
        folders = map(str, Path("/usr/lib/postgresql").glob("*/bin"))
        paths = ":".join([*folders, os.environ["PATH"]])
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run(
            [*user, "env", f"PATH={paths}", *map(str, command)],
            check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


class Redis:
    """A Redis that keeps nothing when it ends."""

    def __init__(self, folder: Path) -> None:
        port, secret = free_port(), secrets.token_hex(16)
        self.url = f"redis://:{secret}@127.0.0.1:{port}/0"
        self._settings = folder / "redis.conf"
        self._settings.write_text(
            f'bind 127.0.0.1\nport {port}\nrequirepass {secret}\nsave ""\ndir {folder}\n'
        )
        self.start()

    def start(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            ["redis-server", self._settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(0.3)

    def stop(self) -> None:
        """End it roughly."""
        self._process.kill()
        self._process.wait()
