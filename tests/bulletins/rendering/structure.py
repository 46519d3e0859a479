"""The structure of a tagged PDF, as tests look at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf


def elements_below(parent: Any) -> Iterator[Any]:
    """Give the elements of a structure tree in the order in which they are read."""
    for kid in parent.K if isinstance(parent.K, pikepdf.Array) else [parent.K]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements_below(kid)


def painted(page: pikepdf.Page) -> Iterator[tuple[list[tuple[Any, Any]], Any]]:
    """Give what surrounds each text, line and picture of a page, and its operands."""
    marks: list[tuple[Any, Any]] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator in ("BDC", "BMC"):
            marks.append((operands[0], operands[1] if len(operands) > 1 else None))
        elif operator == "EMC":
            marks.pop()
        elif operator in ("Tj", "TJ", "Do", "f", "S", "sh"):
            yield list(marks), operands


def untagged(pdf: pikepdf.Pdf) -> list[int]:
    """Give the pages on which something is neither an artifact nor in the structure tree."""
    tree: Any = pdf.Root.StructTreeRoot
    owners = {element.objgen for element in elements_below(tree)}
    by_page = dict(zip(*[iter(tree.ParentTree.Nums)] * 2, strict=True))
    found = []
    for number, page in enumerate(pdf.pages, start=1):
        by_mcid = by_page[page.obj.StructParents]
        for marks, _operands in painted(page):
            [(tag, properties)] = marks  # marked content is not nested
            if tag != "/Artifact" and by_mcid[properties.MCID].objgen not in owners:
                found.append(number)
    return found
