"""A PDF file as the rules look at it: its bytes, its objects, what its pages paint."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Mark:
    """Marked content: its tag and properties."""

    tag: str
    properties: Any = None

    @property
    def mcid(self) -> int | None:
        """Its number, if it belongs to the structure tree."""
        found = self.properties.get("/MCID") if self.properties is not None else None
        return None if found is None else int(found)


@dataclass(frozen=True)
class Step:
    """An operator of a page with what surrounds it."""

    page: int
    operator: str
    operands: list[Any]
    marks: tuple[Mark, ...]
    font: str
    depth: int
    #: From the units in which it is drawn to those of the page.
    matrix: pikepdf.Matrix


@dataclass(frozen=True)
class PdfFile:
    """A file that is open."""

    data: bytes
    pdf: pikepdf.Pdf

    @staticmethod
    @contextmanager
    def open(data: bytes) -> Iterator[PdfFile]:
        """Open a file for the time of a test."""
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield PdfFile(data, pdf)

    @property
    def root(self) -> Any:
        """The catalogue."""
        return self.pdf.Root

    @cached_property
    def streams(self) -> list[Any]:
        """All streams."""
        return [thing for thing in self.pdf.objects if isinstance(thing, pikepdf.Stream)]

    @cached_property
    def dictionaries(self) -> list[Any]:
        """All dictionaries, those of streams too, however deep they stand."""
        return [
            thing for thing in self.values
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)
        ]  # fmt: skip

    @cached_property
    def values(self) -> list[Any]:
        """All values of all objects."""
        return [value for thing in self.pdf.objects for value in _below(thing)]

    @cached_property
    def annotations(self) -> list[Any]:
        """The annotations of all pages."""
        return [note for page in self.pdf.pages for note in page.obj.get("/Annots", [])]

    @cached_property
    def steps(self) -> list[Step]:
        """What all pages paint, in its order."""
        return [step for number, page in enumerate(self.pdf.pages) for step in _steps(number, page)]

    @cached_property
    def graphics_states(self) -> list[Any]:
        """The graphics states that pages may take on; not all of them say what they are."""
        held: list[Any] = [page.resources.get("/ExtGState", {}) for page in self.pdf.pages]
        named = [state for states in held for state in states.values()]
        return named + [found for found in self.dictionaries if found.get("/Type") == "/ExtGState"]

    @cached_property
    def bookmarks(self) -> list[Any]:
        """All bookmarks, of all levels."""
        return list(_bookmarks(self.root.get("/Outlines", {})))

    @cached_property
    def elements(self) -> list[Any]:
        """The elements of the structure tree, in the order in which they are read."""
        return list(_elements(self.root.StructTreeRoot))


def kids(element: Any) -> list[Any]:
    """Give what an element holds: elements, numbers of marked content, annotations."""
    held = element.get("/K", [])
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def kid_elements(element: Any) -> list[Any]:
    """Give the elements in an element."""
    return [kid for kid in kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _elements(parent: Any) -> Iterator[Any]:
    for kid in kid_elements(parent):
        yield kid
        yield from _elements(kid)


def _bookmarks(parent: Any) -> Iterator[Any]:
    mark = parent.get("/First")
    while mark is not None:
        yield mark
        yield from _bookmarks(mark)
        mark = mark.get("/Next")


def _below(thing: Any) -> Iterator[Any]:
    """Give a value and those in it; what is an object of its own is looked at there."""
    yield thing
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        inner = [thing[key] for key in list(thing.keys())]
    elif isinstance(thing, pikepdf.Array):
        inner = list(thing)
    else:
        return
    for value in inner:
        if not (isinstance(value, pikepdf.Object) and value.is_indirect):
            yield from _below(value)


def _steps(number: int, page: pikepdf.Page) -> Iterator[Step]:
    marks: list[Mark] = []
    fonts, matrices = [""], [pikepdf.Matrix()]
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "q":
            fonts.append(fonts[-1])
            matrices.append(matrices[-1])
        elif name == "Q":
            fonts.pop()
            matrices.pop()
        elif name == "cm":
            matrices[-1] = pikepdf.Matrix(*map(float, operands)) @ matrices[-1]
        elif name == "Tf":
            fonts[-1] = str(operands[0])
        elif name == "EMC":
            marks.pop()
        depth, matrix = len(fonts) - 1, matrices[-1]
        yield Step(number, name, list(operands), tuple(marks), fonts[-1], depth, matrix)
        if name in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else None
            marks.append(Mark(str(operands[0]), properties))
