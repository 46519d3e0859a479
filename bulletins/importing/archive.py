"""The limits of packed files: a small one may unpack to anything."""

from __future__ import annotations

import io
from zipfile import BadZipFile, ZipFile

from bulletins.importing.lines import UnreadableFileError

#: Unpacked bytes of all members together, and their number.
MOST_BYTES, MOST_MEMBERS = 200 * 1024 * 1024, 5_000


def refuse_bomb(data: bytes) -> None:
    """Look at what a ZIP says it unpacks to, before anything of it is unpacked.

    Raises:
        UnreadableFileError: not a ZIP, or too much in it.

    """
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
    except (BadZipFile, ValueError, OSError) as error:
        raise UnreadableFileError from error
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
        raise UnreadableFileError
