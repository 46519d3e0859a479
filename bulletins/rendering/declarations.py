"""The engine's declarations of Pango in C, read once at installation: ``python -m …declarations``.

WeasyPrint has CFFI read them whenever it is imported, which takes longer than to lay out a page.
CFFI can also write down what it read; a process that prints then begins with that.
"""

from __future__ import annotations

import hashlib
import re
import runpy
import shutil
import sys
from functools import partial
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

#: What CFFI wrote; its name tells the version of the engine's module that it is of.
FOLDER = Path(sys.prefix, "share", "zhoubao", "declarations")

_DECLARATIONS = re.compile(r"^ffi\.cdef\('''(.*?)'''\)$", re.DOTALL | re.MULTILINE)


def prepare(folder: Path = FOLDER) -> None:
    """Write down the declarations of the engine that is installed.

    Raises:
        ValueError: they are not where they were in WeasyPrint 70.0.

    """
    from cffi import FFI

    source = _source()
    found = _DECLARATIONS.findall(source.decode())
    if len(found) != 1:
        raise ValueError("WeasyPrint declares its functions in another way")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    reader = FFI()
    reader.cdef(found[0])
    reader.set_source("declarations", None)
    reader.emit_python_code(str(_file(folder, source)))


def use_prepared(folder: Path = FOLDER) -> bool:
    """Let WeasyPrint, when it is imported, take what was prepared; say whether it was found."""
    file = _file(folder, _source())
    if not file.exists() or "weasyprint" in sys.modules:
        return False
    cffi: Any = ModuleType("cffi")
    cffi.FFI = partial(_Prepared, runpy.run_path(str(file))["ffi"])
    sys.modules["cffi"] = cffi
    return True


class _Prepared(SimpleNamespace):
    """An FFI to which nothing has to be declared any more."""

    def __init__(self, ffi: Any) -> None:  # noqa: ANN401 - CFFI is untyped
        super().__init__(**{name: getattr(ffi, name) for name in dir(ffi)})

    def cdef(self, _source: str) -> None:
        """Take what is known."""


def _source() -> bytes:
    """Give the engine's module without importing the engine."""
    installed = distribution("weasyprint").locate_file("weasyprint/text/ffi.py")
    return Path(str(installed)).read_bytes()


def _file(folder: Path, source: bytes) -> Path:
    return folder / f"{hashlib.sha256(source).hexdigest()[:16]}.py"


if __name__ == "__main__":
    prepare()
