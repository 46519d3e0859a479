"""Rules of PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1, after the Matterhorn protocol 1.1).

Every condition that a program can judge and that our files can meet, a function each: it takes a
file and gives its faults. They are tried with every change, without Java; veraPDF, which agrees
that our files have none, is run by hand (docs/printing.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.bulletins.rendering.conformance import (
    fonts,
    metadata,
    pages,
    pictures,
    syntax,
    tags,
)
from tests.bulletins.rendering.conformance.file import PdfFile

Rule = Callable[[PdfFile], Iterator[str]]

RULES: dict[str, Rule] = {
    name: rule
    for module in (syntax, pages, pictures, fonts, metadata, tags)
    for name, rule in vars(module).items()
    if callable(rule) and not name.startswith("_") and rule.__module__ == module.__name__
}
