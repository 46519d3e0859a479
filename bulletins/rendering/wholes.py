"""The elements of a PDF's tags made those of the page again (ISO 14289-1, 7.1, 7.2).

The engine tags boxes. Where a page ends an element has two, of which a table's cell that reaches
over it tells nothing; a table's head has one on each page; and text beside a block has one of its
own, which is no further line of a list.
"""

# ruff: noqa: ANN401 - pydyf's objects have no types.

from __future__ import annotations

from typing import Any

from bulletins.rendering.origins import origin_of

#: What stands within lines, and says itself on which page and where.
_IN_LINES = frozenset({"/Figure", "/Link", "/NonStruct", "/Span"})


def make_whole(pdf: Any, root: Any) -> list[Any]:
    """Let each element of the page be one of the tree; give heads of tables that were repeated.

    These hang in it no longer.
    """
    making = _Making(pdf)
    making.hang(root, root, frozenset())
    return making.repeated


class _Making:
    """One tree in the making."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        #: By origin and type.
        self._wholes: dict[tuple[Any, str], Any] = {}
        self.repeated: list[Any] = []

    def hang(self, part: Any, whole: Any, around: frozenset[tuple[Any, str]]) -> None:
        """Hang what a part holds into its whole; ``around`` is what these stand in."""
        kids, part["K"] = part["K"], type(part["K"])()
        for reference in kids:
            kid = self._element(reference)
            if kid is None:
                whole["K"].append(reference)
                continue
            first = self._first_part(kid, around)
            if first is kid:
                kid["P"] = whole.reference
                whole["K"].append(reference)
            elif kid["S"] == "/THead":
                self.repeated.append(kid)
                continue
            self.hang(kid, first, around | {(origin_of(kid), kid["S"])})

    def _first_part(self, kid: Any, around: frozenset[tuple[Any, str]]) -> Any:
        """Give the part of the same element that was met first, which may be this one."""
        known = origin_of(kid), kid["S"]
        if known[0] is None or known[1] in _IN_LINES:
            return kid
        if known in around:
            kid["S"] = "/NonStruct"
            return kid
        return self._wholes.setdefault(known, kid)

    def _element(self, reference: Any) -> Any:
        """Give an element; None for what it is read of, content of a page or an annotation."""
        kid = self._pdf.objects[int(reference.split()[0])] if isinstance(reference, bytes) else {}
        return kid if "S" in kid else None
