"""The files of snapshots, each named by a SHA-256 and never changed.

A capture's page is named by the hash of its file; a picture by the hash of its own bytes, so that
it is kept once however many pages show it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from content.files import UNFINISHED, write_whole
from monitor.errors import SnapshotError

#: Seconds. A younger file may be that of a capture whose row is about to be written.
GRACE_SECONDS = 24 * 3600
#: The files lie in this many folders of each kind, by the first two digits of their names.
FOLDERS = 256
_SUFFIX = ".warc.gz"


class Kind(StrEnum):
    """What a file holds."""

    PAGE = "pages"
    PICTURE = "pictures"


def path_of(kind: Kind, digest: str) -> Path:
    """Give the place of a file: ``<kind>/<two hex digits>/<sha256>.warc.gz``."""
    return Path(settings.SNAPSHOTS_DIR) / kind / digest[:2] / (digest + _SUFFIX)


def write(kind: Kind, digest: str, data: bytes) -> None:
    """Keep a file, whole or not at all.

    Raises:
        SnapshotError: the disk is full or refuses.

    """
    try:
        write_whole(path_of(kind, digest), data)
    except OSError as error:
        raise SnapshotError(
            _("The page cannot be kept: %(cause)s.") % {"cause": error.strerror}
        ) from error


def read(kind: Kind, digest: str) -> bytes:
    """Give the bytes of a file.

    Raises:
        SnapshotError: it is not there.

    """
    check(kind, digest)
    return path_of(kind, digest).read_bytes()


def check(kind: Kind, digest: str) -> None:
    """See that a file is there.

    Raises:
        SnapshotError: it is not.

    """
    path = path_of(kind, digest)
    if not path.is_file():
        raise SnapshotError(
            _("The snapshot's file %(path)s is missing. Restore it from a backup.") % {"path": path}
        )


def touch(kind: Kind, digest: str) -> bool:
    """Say whether a file is there, and make it young: another capture counts on it from now on."""
    try:
        os.utime(path_of(kind, digest))
    except OSError:
        return False
    return True


def sizes(kind: Kind) -> dict[str, int]:
    """Give the bytes that each file takes, by its digest."""
    paths = (Path(settings.SNAPSHOTS_DIR) / kind).glob("*/*" + _SUFFIX)
    return {path.name.removesuffix(_SUFFIX): path.stat().st_size for path in paths}


def settled(kind: Kind, folder: int) -> Iterator[str]:
    """Give the digests of files in one of the folders that are past the time of grace."""
    for path in _folder(kind, folder).glob("*" + _SUFFIX):
        if _is_settled(path):
            yield path.name.removesuffix(_SUFFIX)


def remove(kind: Kind, digest: str) -> bool:
    """Remove a file; False if a capture has come to count on it in the meantime."""
    path = path_of(kind, digest)
    if not _is_settled(path):
        return False
    path.unlink(missing_ok=True)
    return True


def remove_unfinished(kind: Kind, folder: int) -> None:
    """Remove what killed processes left half written."""
    for path in _folder(kind, folder).glob("*" + UNFINISHED):
        if _is_settled(path):
            path.unlink(missing_ok=True)


def _folder(kind: Kind, number: int) -> Path:
    return Path(settings.SNAPSHOTS_DIR) / kind / f"{number:02x}"


def _is_settled(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > GRACE_SECONDS
    except FileNotFoundError:
        return False
