"""Outputs beside the PDF: a frozen document → the bytes of a file. One module each.

A module has ``FORMAT`` (the name in commands and addresses, and the file's ending),
``MEDIA_TYPE`` and ``render(document, pictures)``, where ``pictures`` is the folder of stored
pictures. A further output is a further module.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from bulletins.rendering.document import Document

OUTPUTS: dict[str, ModuleType] = {
    module.FORMAT: module
    for module in (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
}


def render_output(name: str, document: Document, pictures: Path) -> bytes:
    """Give a document in one of the formats of ``OUTPUTS``.

    Raises:
        KeyError: there is no such format.

    """
    content: bytes = OUTPUTS[name].render(document, pictures)
    return content
