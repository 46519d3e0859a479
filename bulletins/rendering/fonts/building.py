"""Building: fonts of the system → a folder of faces, with fontconfig's file and a manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Set
from itertools import groupby
from pathlib import Path

from bulletins.rendering.fonts.cutting import cut_face
from bulletins.rendering.fonts.faces import FACES, Face

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <cachedir>{folder}/cache</cachedir>
</fontconfig>
"""


def build_fonts(folders: Iterable[Path], output: Path) -> list[str]:
    """Make the faces in the folder ``output``; give the names of the fonts that were not found.

    The folder appears whole or not at all. A face whose font is missing is left out: what it
    would have set falls to the next one.
    """
    sources = {
        path.name: path for folder in folders for path in sorted(folder.rglob("*.[ot]t[fc]"))
    }
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=".fonts-") as name:
        partial = Path(name)
        partial.chmod(0o755)
        faces = [face for face in FACES if face.source in sources]
        characters = [_write(face, sources[face.source], partial) for face in faces]
        (partial / "fonts.conf").write_text(_CONFIGURATION.format(folder=output))
        manifest = {
            "sha256": _digest(partial),
            "families": sorted({face.family for face in faces}),
            "characters": _ranges(set().union(*characters)),
        }
        (partial / "manifest.json").write_text(json.dumps(manifest))
        shutil.rmtree(output, ignore_errors=True)
        partial.rename(output)
    return sorted({face.source for face in FACES} - sources.keys())


def _write(face: Face, source: Path, folder: Path) -> Set[int]:
    content, characters = cut_face(face, source)
    (folder / face.file_name).write_bytes(content)
    return characters


def _digest(folder: Path) -> str:
    files = sorted(folder.glob("*.otf"))
    return hashlib.sha256(b"".join(_sha256(path) for path in files)).hexdigest()


def _sha256(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def _ranges(codes: Set[int]) -> list[tuple[int, int]]:
    """Give the first and last of each run: 60,000 numbers become some hundreds."""
    runs = groupby(enumerate(sorted(codes)), key=lambda pair: pair[1] - pair[0])
    ends = ([code for _place, code in run] for _gap, run in runs)
    return [(run[0], run[-1]) for run in ends]
