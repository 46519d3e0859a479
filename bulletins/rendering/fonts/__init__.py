"""The faces that a bulletin is set in: cut from open fonts at installation, alike in height.

``python -m bulletins.rendering.fonts FOLDER…`` makes them, once, from the fonts of the system and
of the folders given. They lie in the virtual environment, like the other things that are installed
for the program. Printing sees them and no other font, so that the same issue looks the same
wherever it is printed. Where they are missing the fonts of the system are used.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

#: Where the faces lie.
FOLDER = Path(sys.prefix, "share", "fonts", "zhoubao")
#: The file of fontconfig that names them and no others.
CONFIGURATION = FOLDER / "fonts.conf"
#: What was made, written last.
MANIFEST = FOLDER / "manifest.json"


@dataclass(frozen=True)
class CodePoints:
    """Characters by their numbers, as ascending runs: some thousands, not 70,000 numbers."""

    runs: tuple[tuple[int, int], ...]

    def __contains__(self, code: object) -> bool:
        """Whether a character is among them."""
        at = bisect_right(self.runs, (code, sys.maxunicode))
        return at > 0 and self.runs[at - 1][1] >= cast("int", code)


@dataclass(frozen=True)
class FontBuild:
    """What was made at installation."""

    #: SHA-256 over all the faces: the same for the same fonts.
    sha256: str
    families: tuple[str, ...]
    #: Those that have a glyph in one face at least.
    characters: CodePoints


@cache
def font_build() -> FontBuild | None:
    """Give what was made at installation, or None if nothing was."""
    try:
        plain = json.loads(MANIFEST.read_text())
    except FileNotFoundError:
        return None
    characters = CodePoints(tuple((first, last) for first, last in plain["characters"]))
    return FontBuild(plain["sha256"], tuple(plain["families"]), characters)


def printable_characters() -> CodePoints | None:
    """Give the characters that can be printed; None if no faces were made: it is not known then."""
    build = font_build()
    return build.characters if build else None
