"""The stored pictures of a body: found by their address, and put in another way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from content.sanitising import PICTURE_SRC

_MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png"}
_SRC = re.compile(rf'(?<=src=")({PICTURE_SRC.pattern})(?=")')


@dataclass(frozen=True)
class StoredPicture:
    """A picture as it was kept at intake."""

    data: bytes
    media_type: str


def stored_picture(src: str, pictures: Path) -> StoredPicture:
    """Give the picture of an address such as ``/pictures/<sha256>.jpg``.

    Raises:
        ValueError: the address is another one.
        OSError: the file is missing.

    """
    match = PICTURE_SRC.fullmatch(src)
    if match is None:
        raise ValueError(f"not a stored picture: {src!r}")
    name = f"{match['sha256']}.{match['extension']}"
    path = pictures / match["sha256"][:2] / name
    return StoredPicture(path.read_bytes(), _MEDIA_TYPES[match["extension"]])


def replace_pictures(body: str, address: Callable[[str], str]) -> str:
    """Give a body with other addresses for its pictures."""
    return _SRC.sub(lambda found: address(found[1]), body)
