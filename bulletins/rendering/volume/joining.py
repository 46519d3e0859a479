"""Issues' PDFs → one PDF: pages as they are; links, bookmarks, tags and attached files alive."""

# ruff: noqa: ANN401 - objects of a PDF.

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf

from bulletins.rendering.volume.faces import Faces
from bulletins.rendering.volume.front import LINK

#: What qpdf writes as the identifier of a file when it is to be the same for all.
_STATIC_ID = b"31415926535897932384626433832795"
#: The top of a page of A4, in points.
_TOP = 842


@dataclass(frozen=True)
class VolumePart:
    """An issue's PDF. ``key`` tells its anchors and files apart; ``title`` is its bookmark."""

    key: str
    title: str
    pdf: bytes
    #: Whether its fonts are of the present build of the faces.
    is_of_this_build: bool


def item_pages(pdf: bytes) -> tuple[int, list[int]]:
    """Give the number of pages of an issue's PDF, and the page of each article."""
    with pikepdf.open(io.BytesIO(pdf)) as issue:
        numbers = {page.obj.objgen: number for number, page in enumerate(issue.pages, start=1)}
        places = {
            int(name.removeprefix("item-")): numbers[place[0].objgen]
            for name, place in _pairs(issue.Root.Names.Dests)
            if name.startswith("item-")
        }
    return len(numbers), [page for _item, page in sorted(places.items())]


def join(front: bytes, parts: Iterable[VolumePart], faces_folder: Path) -> bytes:
    """Put issues behind the pages of contents and indexes; links ``#key`` there lead to them."""
    target = io.BytesIO()
    # For the whole process, which writes nothing else by pikepdf; quick, and hardly any larger.
    pikepdf.settings.set_flate_compression_level(1)
    with pikepdf.open(io.BytesIO(front)) as volume:
        identifier = _Joining(volume, faces_folder).join(parts)
        volume.save(
            target,
            preserve_pdfa=True,
            static_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    _identify(target, identifier)
    return target.getvalue()


def _identify(file: io.BytesIO, identifier: str) -> None:
    """Put an identifier in the place of the one that all files get (ISO 32000-1, 14.4).

    To take it from the whole file, as qpdf can, takes as long as to append two issues.
    """
    place = file.getvalue().rindex(_STATIC_ID)
    file.getbuffer()[place : place + len(_STATIC_ID)] = identifier.encode()


class _Joining:
    """One volume in the making."""

    def __init__(self, volume: pikepdf.Pdf, faces_folder: Path) -> None:
        self._volume = volume
        self._root: Any = volume.Root
        self._tags: Any = self._root.StructTreeRoot
        self._faces = Faces(volume, faces_folder)
        #: Dictionaries of fonts in which a face is to be named when it is made.
        self._resources: list[tuple[Any, dict[str, str]]] = []
        self._anchors: dict[str, Any] = {}
        self._files: list[tuple[str, Any]] = []
        self._bookmarks: list[Any] = []

    def join(self, parts: Iterable[VolumePart]) -> str:
        """Append the issues; give the volume's identifier, which follows from theirs."""
        identifier = hashlib.md5(bytes(self._volume.trailer.ID[0]), usedforsecurity=False)
        pages: list[Any] = [page.obj for page in self._volume.pages]
        self._resources.append((pages[0].Resources.Font, self._take_fonts(pages[0])))
        _lead_within(pages)
        front = len(pages)
        for part in parts:
            with pikepdf.open(io.BytesIO(part.pdf)) as issue:
                self._append(issue, part)
                identifier.update(bytes(issue.trailer.ID[0]))
        self._set_fonts()
        self._set_anchors()
        self._set_bookmarks()
        self._set_files()
        # Pages are counted from the first issue, those before it in Roman numerals.
        self._root.PageLabels = pikepdf.Dictionary(
            Nums=[
                *(0, pikepdf.Dictionary(S=pikepdf.Name.r)),
                *(front, pikepdf.Dictionary(S=pikepdf.Name.D)),
            ]
        )
        return identifier.hexdigest()

    def _append(self, issue: pikepdf.Pdf, part: VolumePart) -> None:
        own: list[Any] = [page.obj for page in issue.pages]
        fonts = self._take_fonts(own[0]) if part.is_of_this_build else {}
        pages: list[Any] = [self._volume.copy_foreign(page) for page in own]
        self._append_pages(pages)
        self._resources.append((pages[0].Resources.Font, fonts))
        self._append_tags(issue, pages)
        moved = {old.objgen: new for old, new in zip(own, pages, strict=True)}
        for name, (target, *place) in _pairs(issue.Root.Names.Dests):
            self._anchors[f"{part.key}-{name}"] = pikepdf.Array([moved[target.objgen], *place])
        self._anchors[part.key] = _top_of(pages[0])
        _lead_into(pages, part.key)
        self._append_bookmarks(issue, pages[0], part.title)
        for name, file in issue.attachments.items():
            self._append_file(f"{part.key}-{name}", self._volume.copy_foreign(file.obj))

    def _append_pages(self, pages: list[Any]) -> None:
        """Make a branch of the page tree of an issue's pages, which inherit nothing once opened."""
        tree = self._root.Pages
        branch = self._volume.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Pages, Parent=tree, Kids=pages, Count=len(pages)
            )
        )  # fmt: skip
        for page in pages:
            page.Parent = branch
        tree.Kids.append(branch)
        tree.Count = int(tree.Count) + len(pages)

    def _take_fonts(self, page: Any) -> dict[str, str]:
        """Take out of a file the fonts that the volume replaces; gives their faces."""
        fonts = page.Resources.Font  # one dictionary for all pages
        taken = {key: name for key, font in fonts.items() if (name := self._faces.take(font))}
        for key in taken:
            del fonts[key]
        return taken

    def _set_fonts(self) -> None:
        faces = self._faces.finish()
        for fonts, names in self._resources:
            for key, name in names.items():
                fonts[key] = faces[name]

    def _append_tags(self, issue: pikepdf.Pdf, pages: list[Any]) -> None:
        """Hang the tree of an issue into that of the volume, its numbers after those there."""
        tree = self._volume.copy_foreign(issue.Root.StructTreeRoot)
        numbers = self._tags.ParentTree.Nums
        offset = int(numbers[-2]) + 1
        for at, value in enumerate(tree.ParentTree.Nums):
            numbers.append(int(value) + offset if at % 2 == 0 else value)
        for page in pages:
            page.StructParents = int(page.StructParents) + offset
            for note in page.get("/Annots", []):
                note.StructParent = int(note.StructParent) + offset
        document = self._tags.K[0]
        for element in tree.K:
            element.S, element.P = pikepdf.Name.Part, document
            document.K.append(element)

    def _set_anchors(self) -> None:
        names = [
            part
            for name, place in sorted(self._anchors.items())
            for part in (pikepdf.String(name), place)
        ]
        self._names.Dests = pikepdf.Dictionary(Names=names)

    @property
    def _names(self) -> Any:
        if "/Names" not in self._root:
            self._root.Names = pikepdf.Dictionary()
        return self._root.Names

    def _append_bookmarks(self, issue: pikepdf.Pdf, page: Any, title: str) -> None:
        """Make one closed bookmark of an issue, with its own below it."""
        bookmark = self._volume.copy_foreign(issue.Root.Outlines)
        bookmark.Title, bookmark.Dest = pikepdf.String(title), _top_of(page)
        bookmark.Count = -abs(int(bookmark.Count))
        self._bookmarks.append(bookmark)

    def _set_bookmarks(self) -> None:
        outlines = self._root.Outlines
        row = [outlines.Last, *self._bookmarks]
        for before, after in pairwise(row):
            before.Next, after.Prev, after.Parent = after, before, outlines
        outlines.Last = row[-1]
        outlines.Count = int(outlines.Count) + len(self._bookmarks)

    def _append_file(self, name: str, file: Any) -> None:
        file.F = file.UF = pikepdf.String(name)
        self._files.append((name, file))

    def _set_files(self) -> None:
        names = [
            part for name, file in sorted(self._files, key=lambda pair: pair[0])
            for part in (pikepdf.String(name), file)
        ]  # fmt: skip
        self._names.EmbeddedFiles = pikepdf.Dictionary(Names=names)
        self._root.AF = pikepdf.Array([file for _name, file in self._files])


def _lead_into(pages: Iterable[Any], key: str) -> None:
    """Let the links of an issue lead to its own anchors in the volume."""
    for page in pages:
        for note in page.get("/Annots", []):
            if "/Dest" in note:
                note.Dest = pikepdf.String(f"{key}-{note.Dest}")


def _lead_within(pages: Iterable[Any]) -> None:
    """Let links of contents and indexes lead to the issues."""
    for page in pages:
        for note in page.get("/Annots", []):
            address = str(note.A.URI) if "/A" in note else ""
            if address.startswith(LINK):
                del note.A
                note.Dest = pikepdf.String(address.removeprefix(LINK))
                note.Contents = pikepdf.String("转到所列的期或篇")


def _pairs(tree: Any) -> Iterable[tuple[str, Any]]:
    names = list(tree.get("/Names", []))
    return ((str(name), value) for name, value in zip(names[::2], names[1::2], strict=True))


def _top_of(page: Any) -> pikepdf.Array:
    return pikepdf.Array([page, pikepdf.Name.XYZ, 0, _TOP, 0])
