"""Make the faces: ``python -m bulletins.rendering.fonts FOLDER…``."""

from __future__ import annotations

import sys
from pathlib import Path

from bulletins.rendering.fonts import FOLDER
from bulletins.rendering.fonts.building import build_fonts

missing = build_fonts([*map(Path, sys.argv[1:]), Path("/usr/share/fonts")], FOLDER)
if missing:
    sys.stderr.write(f"Fonts not found: {', '.join(missing)}\n")
