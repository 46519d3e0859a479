"""The faces that a bulletin is set in: cut from open fonts at installation, alike in height.

``python -m bulletins.rendering.fonts FOLDER…`` makes them, once, from the fonts of the system and
of the folders given. They lie in the virtual environment, like the other things that are installed
for the program. Printing sees them and no other font, so that the same issue looks the same
wherever it is printed. Where they are missing the fonts of the system are used.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: Where the faces lie.
FOLDER = Path(sys.prefix, "share", "fonts", "zhoubao")
#: The file of fontconfig that names them and no others.
CONFIGURATION = FOLDER / "fonts.conf"
#: What was made, written last.
MANIFEST = FOLDER / "manifest.json"


@dataclass(frozen=True)
class FontBuild:
    """What was made at installation."""

    #: SHA-256 over all the faces: the same for the same fonts.
    sha256: str
    families: tuple[str, ...]
    #: Code points that have a glyph in one face at least.
    characters: frozenset[int]


@cache
def font_build() -> FontBuild | None:
    """Give what was made at installation, or None if nothing was."""
    try:
        plain = json.loads(MANIFEST.read_text())
    except FileNotFoundError:
        return None
    characters = (code for first, last in plain["characters"] for code in range(first, last + 1))
    return FontBuild(plain["sha256"], tuple(plain["families"]), frozenset(characters))
