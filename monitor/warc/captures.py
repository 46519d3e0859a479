"""A capture: the pages of one article and its pictures as fetched, kept, read back and verified."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from monitor.errors import SnapshotError
from monitor.net import Response
from monitor.warc import files
from monitor.warc.files import Kind
from monitor.warc.records import Record, Revisit, read_records, write_records

#: Bytes that the pictures of one page may take together as they were fetched.
MAX_PICTURE_BYTES = 40 * 1024 * 1024


def sha256(data: bytes) -> str:
    """Give a SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def keep_page(answers: Sequence[Response], at: datetime, pictures: Sequence[Revisit] = ()) -> str:
    """Keep the pages of an article in one file, the first of them first; gives the file's name.

    Raises:
        SnapshotError: it cannot be written.

    """
    data = write_records(answers, at, pictures)
    name = sha256(data)
    files.write(Kind.PAGE, name, data)
    return name


class Pictures:
    """Keeps the pictures of one page, each once for all pages, as long as there is room."""

    def __init__(self, at: datetime, room: int = MAX_PICTURE_BYTES) -> None:
        self._at, self._room = at, room
        #: What to note with the page: its pictures that an earlier capture has kept.
        self.revisits: list[Revisit] = []

    def keep(self, answer: Response) -> str:
        """Give the SHA-256 under which the picture is kept; empty: no room is left for it.

        Raises:
            SnapshotError: it cannot be written.

        """
        if len(answer.body) > self._room:
            return ""
        self._room -= len(answer.body)
        digest = sha256(answer.body)
        if earlier := _kept_picture(digest):
            self.revisits.append(Revisit(answer, earlier.url, earlier.at))
        else:
            files.write(Kind.PICTURE, digest, write_records([answer], self._at))
        return digest


def _kept_picture(digest: str) -> Record | None:
    """Give a picture that is there and whole; one that is broken is to be written anew."""
    try:
        return read_picture(digest) if files.touch(Kind.PICTURE, digest) else None
    except SnapshotError:
        return None


def read_page(name: str) -> list[Record]:
    """Read the answers of a page's file; that of the page itself is the first.

    Raises:
        SnapshotError: the file is missing, or is not what was written.

    """
    data = files.read(Kind.PAGE, name)
    if sha256(data) != name:
        raise SnapshotError(_("The snapshot's file was changed after it had been written."))
    return list(read_records(data))


def read_picture(digest: str) -> Record:
    """Read the answer that brought a picture.

    Raises:
        SnapshotError: the file is missing, or holds other bytes.

    """
    (record,) = read_records(files.read(Kind.PICTURE, digest))
    if sha256(record.body) != digest:
        raise SnapshotError(_("The snapshot's file was changed after it had been written."))
    return record
