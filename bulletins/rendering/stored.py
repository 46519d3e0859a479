"""The stored pictures of a body: found by their address, at print size, and put in another way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import __version__ as pillow

from content.sanitising import PICTURE_SRC

#: Pixels of a picture at print size: 165 × 117 mm, the wider column of the two layouts (compact)
#: and the greatest height of a picture on a page (issue.css), at 200 dpi.
PRINT_SIZE = 1300, 922
#: Of a photograph at print size, as JPEG has it.
PRINT_QUALITY = 80
#: Below the stored pictures. What they are made by is in the name, so that the same issue gives the
#: same bytes wherever it is printed by the same programs.
_PRINT_FOLDER = Path(
    "print", f"{PRINT_SIZE[0]}x{PRINT_SIZE[1]}-quality-{PRINT_QUALITY}-pillow-{pillow}"
)

_MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png"}
_SRC = re.compile(rf'(?<=src=")({PICTURE_SRC.pattern})(?=")')


@dataclass(frozen=True)
class StoredPicture:
    """A picture as it is kept."""

    data: bytes
    media_type: str


def stored_picture(src: str, pictures: Path) -> StoredPicture:
    """Give the picture of an address such as ``/pictures/<sha256>.jpg``.

    Raises:
        ValueError: the address is another one.
        OSError: the file is missing.

    """
    path = stored_path(src, pictures)
    return StoredPicture(path.read_bytes(), _MEDIA_TYPES[path.suffix[1:]])


def stored_path(src: str, pictures: Path) -> Path:
    """Give the place of a picture in a folder.

    Raises:
        ValueError: the address is another one.

    """
    match = PICTURE_SRC.fullmatch(src)
    if match is None:
        raise ValueError(f"not a stored picture: {src!r}")
    return pictures / match["sha256"][:2] / f"{match['sha256']}.{match['extension']}"


def printed_picture(src: str, pictures: Path) -> StoredPicture:
    """Give a picture as it is printed: as it is stored, unless it is kept at print size.

    Raises:
        ValueError, OSError: as :func:`stored_picture`.

    """
    try:
        return stored_picture(src, print_folder(pictures))
    except FileNotFoundError:
        return stored_picture(src, pictures)


def print_folder(pictures: Path) -> Path:
    """Give the folder of the pictures at print size, named there as they are where stored."""
    return pictures / _PRINT_FOLDER


def replace_pictures(body: str, address: Callable[[str], str]) -> str:
    """Give a body with other addresses for its pictures."""
    return _SRC.sub(lambda found: address(found[1]), body)
