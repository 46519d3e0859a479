"""The structure tree of a PDF mended for PDF/UA-1 (ISO 14289-1), after the engine has built it.

Works on the objects that WeasyPrint hands to a ``finisher``, before they are written.
"""

# ruff: noqa: ANN401 - pydyf's objects have no types.

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pydyf

from bulletins.rendering.wholes import make_whole

#: Of a pixel of CSS.
_POINTS = 0.75
_HEADINGS = frozenset(f"/H{level}" for level in range(1, 7))


def mend_tags(pdf: Any) -> None:
    """Make wholes of what pages cut, artifacts of running heads and of repeated heads of tables.

    No heading skips a level, header cells get a scope; pictures are told where they stand, links
    where they lead.
    """
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    for head in make_whole(pdf, root):
        _release_links(pdf, head)
    elements = list(_elements(pdf, root))
    _settle_headings(elements)
    _scope_header_cells(pdf, elements)
    _place_pictures(pdf, elements)
    _release_running_heads(pdf, root, {element.number for element in elements})
    _describe_links(pdf)


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _elements(pdf: Any, parent: Any) -> Iterator[Any]:
    """Give the elements of the tree in the order in which they are read."""
    for kid in parent["K"]:
        if isinstance(kid, bytes) and "S" in (child := _object(pdf, kid)):
            yield child
            yield from _elements(pdf, child)


def _release_links(pdf: Any, head: Any) -> None:
    """Take the links out of a head that is printed again: they would be no one's."""
    for element in _elements(pdf, head):
        for kid in element["K"]:
            if isinstance(kid, bytes) and "Obj" in (note := _object(pdf, kid)):
                _object(pdf, note["Pg"])["Annots"].remove(note["Obj"])


def _settle_headings(elements: list[Any]) -> None:
    """Raise a heading that would skip a level (ISO 14289-1, 7.4.2)."""
    level = 0
    for element in elements:
        if element["S"] in _HEADINGS:
            level = min(int(element["S"][2:]), level + 1)
            element["S"] = f"/H{level}"


def _scope_header_cells(pdf: Any, elements: list[Any]) -> None:
    """Say what a header cell is the head of: a row of them heads columns (ISO 14289-1, 7.5)."""
    for row in elements:
        if row["S"] == "/TR":
            kids = [_object(pdf, kid) for kid in row["K"] if isinstance(kid, bytes)]
            cells = [kid for kid in kids if kid.get("S") in ("/TH", "/TD")]
            heads = [cell for cell in cells if cell.get("S") == "/TH"]
            scope = "/Column" if len(heads) == len(cells) else "/Row"
            for cell in heads:
                cell["A"]["Scope"] = scope
            for cell in cells:  # The scope says it all; names would meet in a volume of issues.
                cell.pop("ID", None)
                cell["A"].pop("Headers", None)


def _place_pictures(pdf: Any, elements: list[Any]) -> None:
    """Give the areas of pictures as a PDF does: in points, and from the foot of the page."""
    for element in elements:
        if element["S"] == "/Figure":
            height = _object(pdf, element["Pg"])["MediaBox"][3]
            left, top, right, bottom = (side * _POINTS for side in element["A"]["BBox"])
            element["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))


def _release_running_heads(pdf: Any, root: Any, reachable: set[int]) -> None:
    """Mark what stands in page margins as artifacts.

    The engine gives it numbers of marked content whose elements hang in no tree.
    """
    by_page = _object(pdf, root["ParentTree"])["Nums"]
    for number, page in enumerate(pdf.page_references):
        owners = by_page[2 * number + 1]
        loose = {
            mcid for mcid, owner in enumerate(owners) if int(owner.split()[0]) not in reachable
        }
        owners[:] = [b"null" if mcid in loose else owner for mcid, owner in enumerate(owners)]
        _mark_artifacts(_object(pdf, _object(pdf, page)["Contents"]).stream, loose)


def _describe_links(pdf: Any) -> None:
    """Let links within the file say where they lead, as others do (ISO 14289-1, 7.18.5)."""
    for note in pdf.objects:
        if isinstance(note, dict) and note.get("Subtype") == "/Link" and "Dest" in note:
            number = note["Dest"].string.removeprefix("item-")
            note["Contents"] = pydyf.String(f"转到第 {number} 篇")


def _mark_artifacts(operators: list[Any], loose: set[int]) -> None:
    for at, (_tag, properties) in enumerate(pairwise(operators)):
        if isinstance(properties, pydyf.Dictionary) and properties.get("MCID") in loose:
            operators[at] = b"/Artifact"
            operators[at + 1] = pydyf.Dictionary({"Type": "/Pagination"})
