"""Pictures at print size: made before the first printing, and kept for those that follow."""

from __future__ import annotations

import shutil
from pathlib import Path

from bulletins.rendering.stored import (
    PRINT_QUALITY,
    PRINT_SIZE,
    print_folder,
    stored_path,
    stored_picture,
)
from content.files import write_whole
from content.pictures import UnusablePictureError, scaled_down
from content.sanitising import PICTURE_SRC


def keep_print_sizes(html: str, pictures: Path) -> None:
    """See that the pictures of a page which are stored larger than that are there at print size.

    Those that another version of the program made go, and those whose stored picture is gone.

    Raises:
        OSError: they cannot be written.

    """
    folder = print_folder(pictures)
    for src in sorted({found[0] for found in PICTURE_SRC.finditer(html)}):
        kept = stored_path(src, folder)
        if not stored_path(src, pictures).exists():
            kept.unlink(missing_ok=True)
        elif not kept.exists() and (scaled := _scaled(src, pictures)):
            if not folder.exists():
                _forget_others(folder)
            write_whole(kept, scaled)


def _scaled(src: str, pictures: Path) -> bytes | None:
    """Give a picture at print size; None: it is no larger, or broken, which printing will tell."""
    try:
        return scaled_down(stored_picture(src, pictures).data, PRINT_SIZE, PRINT_QUALITY)
    except UnusablePictureError:
        return None


def _forget_others(folder: Path) -> None:
    """Remove what was made in another way, by versions of before."""
    for other in folder.parent.glob("*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
