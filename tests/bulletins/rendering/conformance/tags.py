"""The structure tree (ISO 19005-3, 6.7; ISO 14289-1, 7; Matterhorn 01 to 28)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import count, pairwise
from typing import Any

import pikepdf

from tests.bulletins.rendering.conformance.file import PdfFile, kid_elements, kids

_STANDARD = frozenset(
    (  # noqa: SIM905 - easier to read than a list
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H "
        "H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note "
        "Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form"
    ).split()
)
#: Where elements may stand (PDF 32000-1, 14.8.4).
_WITHIN = {
    "LI": {"L"}, "Lbl": {"LI", "TOCI", "Note", "Reference"}, "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"},
    "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}, "TOCI": {"TOC"},
}  # fmt: skip
#: What elements may hold, if not anything.
_HOLDS = {
    "L": {"LI", "Caption", "L"}, "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"}, "TR": {"TH", "TD"},
    "TOC": {"TOC", "TOCI", "Caption"},
}  # fmt: skip


def marked(file: PdfFile) -> Iterator[str]:
    """6.7.2; Matterhorn 01-007: tagged, and surely so."""
    info = file.root.get("/MarkInfo", {})
    if not info.get("/Marked", False) or info.get("/Suspects", False):
        yield f"{info}"


def content(file: PdfFile) -> Iterator[str]:
    """Matterhorn 01-003 to 01-005: everything painted is tagged or an artifact, never both."""
    for step in file.steps:
        tags = [mark.tag for mark in step.marks]
        if step.operator in ("BDC", "BMC") and "/Artifact" in tags:
            yield f"page {step.page}: something tagged in an artifact"
        if step.operator in ("BDC", "BMC") and str(step.operands[0]) == "/Artifact" and tags:
            yield f"page {step.page}: an artifact in something tagged"
        if step.operator in ("Tj", "TJ", "'", '"', "Do", "sh", "EI", "INLINE IMAGE",
                             "f", "F", "f*", "B", "B*", "b", "b*", "S", "s"):  # fmt: skip
            numbered = [mark for mark in step.marks if mark.mcid is not None]
            if "/Artifact" not in tags and len(numbered) != 1:
                yield f"page {step.page}: {step.operator} in {tags}"


def parent_tree(file: PdfFile) -> Iterator[str]:
    """PDF 32000-1, 14.7.4.4: from marked content and annotations to their elements and back."""
    owners = _owners(file)
    numbers = list(file.root.StructTreeRoot.ParentTree.Nums)
    if (keys := [int(key) for key in numbers[::2]]) != sorted(set(keys)):
        yield "numbers not in their order"
    by_number = dict(zip(keys, numbers[1::2], strict=True))
    for page in {step.page for step in file.steps}:
        obj = file.pdf.pages[page].obj
        row = by_number.get(int(obj.get("/StructParents", -1)), [])
        used = {mark.mcid for step in file.steps if step.page == page for mark in step.marks}
        for mcid in sorted(number for number in used if number is not None):
            owner = owners.get((obj.objgen, mcid), [])
            if len(owner) != 1 or mcid >= len(row) or row[mcid].objgen != owner[0]:
                yield f"page {page}: marked content {mcid} of {len(owner)} elements"
    for note in file.annotations:
        element = by_number.get(int(note.get("/StructParent", -1)))
        if element is None or element.S != "/Link" or note.objgen not in _annotations(element):
            yield f"{note.get('/Contents')}: in no element"


def parents(file: PdfFile) -> Iterator[str]:
    """PDF 32000-1, 14.7.2: each element names the one that holds it; there is one at the top."""
    root = file.root.StructTreeRoot
    top = kid_elements(root)
    if [str(element.S) for element in top] != ["/Document"]:
        yield f"at the top: {[str(element.S) for element in top]}"
    for parent in [root, *file.elements]:
        for kid in kid_elements(parent):
            if kid.P.objgen != parent.objgen:
                yield f"{kid.S} in {parent.get('/S')}"


def types(file: PdfFile) -> Iterator[str]:
    """6.7.3.4; Matterhorn 02: types of the standard, none of them made another."""
    roles = file.root.StructTreeRoot.get("/RoleMap", {})
    for name in roles.keys():  # noqa: SIM118 - a dictionary of the PDF
        if name.removeprefix("/") in _STANDARD:
            yield f"{name} is another role"
        seen = [name]
        while (target := str(roles.get(seen[-1], ""))) and target not in seen:
            seen.append(target)
        if target or seen[-1].removeprefix("/") not in _STANDARD:
            yield f"{seen} leads to no type"
    for element in file.elements:
        name = _type(element)
        if name not in _STANDARD and f"/{name}" not in roles:
            yield name


def nesting(file: PdfFile) -> Iterator[str]:
    """Matterhorn 09-004 to 09-006: tables, lists and contents are built as they must be."""
    for element in file.elements:
        name, parent = _type(element), _type(element.P)
        if name in _WITHIN and parent not in _WITHIN[name]:
            yield f"{name} in {parent}"
        for kid in kid_elements(element):
            if name in _HOLDS and _type(kid) not in _HOLDS[name]:
                yield f"{_type(kid)} in {name}"
        if name in _HOLDS and any(isinstance(kid, int) for kid in kids(element)):
            yield f"text in {name}"


def headings(file: PdfFile) -> Iterator[str]:
    """Matterhorn 14: the first is of level 1, none skips a level; no H beside them."""
    names = [name for element in file.elements if (name := _type(element)).startswith("H")]
    if "H" in names:
        yield "a heading of no level"
    levels = [int(name[1:]) for name in names if name[1:].isdecimal()]
    if levels[:1] not in ([], [1]):
        yield f"begins with {levels[0]}"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"{after} after {before}"


def figures(file: PdfFile) -> Iterator[str]:
    """Matterhorn 13-004; PDF 32000-1, 14.8.5.4.3: described, with the area they take."""
    for element in file.elements:
        if _type(element) in ("Figure", "Formula"):
            if not str(element.get("/Alt", "")).strip():
                yield "not described"
            if "/BBox" not in element.get("/A", {}):
                yield "without an area"


def figure_areas(file: PdfFile) -> Iterator[str]:
    """PDF 32000-1, 14.8.5.4.3: the area of a picture is where its page shows it, in points."""
    painted = {(file.pdf.pages[step.page].obj.objgen, step.marks[-1].mcid): step
               for step in file.steps if step.operator == "Do" and step.marks}  # fmt: skip
    for element in file.elements:
        if _type(element) != "Figure" or "/BBox" not in element.get("/A", {}):
            continue
        said = [float(side) for side in element.A.BBox]
        for kid in kids(element):
            if isinstance(kid, int) and (step := painted.get((element.Pg.objgen, kid))):
                area = step.matrix.transform(pikepdf.Rectangle(0, 0, 1, 1))
                shown = [area.llx, area.lly, area.urx, area.ury]
                if any(abs(one - other) > 1 for one, other in zip(said, shown, strict=True)):
                    yield f"said to be at {said}, is at {shown}"
        left, bottom, right, top = map(float, element.Pg.MediaBox)
        if not (left <= said[0] < said[2] <= right and bottom <= said[1] < said[3] <= top):
            yield f"said to be at {said}, which is not on the page"


def table_parts(file: PdfFile) -> Iterator[str]:
    """ISO 14289-1, 7.2: one head and one foot at most, and a body with them."""
    for table in (element for element in file.elements if _type(element) == "Table"):
        found = Counter(map(_type, kid_elements(table)))
        if found["THead"] > 1 or found["TFoot"] > 1:
            yield f"{dict(found)}"
        if (found["THead"] or found["TFoot"]) and not found["TBody"]:
            yield "no body"


def captions(file: PdfFile) -> Iterator[str]:
    """ISO 14289-1, 7.2: one caption at most; of lists and contents first, of tables also last."""
    for element in file.elements:
        kinds = [_type(kid) for kid in kid_elements(element)]
        places = [at for at, kind in enumerate(kinds) if kind == "Caption"]
        allowed = {"Table": (0, len(kinds) - 1), "L": (0,), "TOC": (0,)}.get(_type(element))
        if allowed and places and (len(places) > 1 or places[0] not in allowed):
            yield f"{kinds}"


def tables(file: PdfFile) -> Iterator[str]:
    """Matterhorn 15-003; ISO 14289-1, 7.2: heads say of what; each place has one cell."""
    for table in (element for element in file.elements if _type(element) == "Table"):
        rows = [row for part in [table, *kid_elements(table)] for row in kid_elements(part)
                if _type(row) == "TR"]  # fmt: skip
        taken: list[set[int]] = [set() for _row in rows]
        for at, row in enumerate(rows):
            for cell in kid_elements(row):
                looks = cell.get("/A", pikepdf.Dictionary())
                if _type(cell) == "TH" and str(looks.get("/Scope")) not in ("/Row", "/Column"):
                    yield "a header cell of nothing"
                left = next(place for place in count() if place not in taken[at])
                places = set(range(left, left + int(looks.get("/ColSpan", 1))))
                below = taken[at : at + int(looks.get("/RowSpan", 1))]
                if len(below) < int(looks.get("/RowSpan", 1)) or any(places & row for row in below):
                    yield "a cell on another, or below the table"
                for reached in below:
                    reached |= places
        if len({frozenset(row) for row in taken}) > 1:
            yield f"rows of {sorted(map(len, taken))} cells"


def links(file: PdfFile) -> Iterator[str]:
    """Matterhorn 28-011: a link holds its annotation, and what is read of it."""
    annotated = {note.objgen for note in file.annotations}
    for element in file.elements:
        if _type(element) == "Link":
            found = _annotations(element)
            inner = [kid for kid in kid_elements(element) if _type(kid) == "Link"]
            if not found <= annotated or not (found or inner):
                yield "a link without its annotation"


def identifiers(file: PdfFile) -> Iterator[str]:
    """Matterhorn 19: notes can be told apart."""
    numbers = [str(element.ID) for element in file.elements if "/ID" in element]
    yield from (f"{number} twice" for number, times in Counter(numbers).items() if times > 1)
    if any(_type(element) == "Note" and "/ID" not in element for element in file.elements):
        yield "a note without one"


def described(file: PdfFile) -> Iterator[str]:
    """PDF 32000-1, 14.9: texts that stand for others say something."""
    for element in file.elements:
        for key in ("/ActualText", "/E"):
            if key in element and not str(element[key]):
                yield f"{_type(element)}: {key}"


def bookmarks(file: PdfFile) -> Iterator[str]:
    """PDF 32000-1, 12.3.3: bookmarks are chained both ways, counted and lead to pages."""
    if "/Outlines" in file.root:
        yield from _below_bookmark(file.root.Outlines)


def _below_bookmark(parent: Any) -> Iterator[str]:
    row, mark = [], parent.get("/First")
    while mark is not None:
        row.append(mark)
        mark = mark.get("/Next")
    if row and row[-1].objgen != parent.Last.objgen:
        yield "the last is another one"
    for before, after in pairwise(row):
        if after.Prev.objgen != before.objgen:
            yield f"{after.Title}: not chained"
    for mark in row:
        if mark.Parent.objgen != parent.objgen or not str(mark.get("/Title", "")).strip():
            yield "a bookmark of another, or without a name"
        if "/Dest" not in mark and "/A" not in mark:
            yield f"{mark.Title}: leads nowhere"
        yield from _below_bookmark(mark)


def _type(element: Any) -> str:
    return str(element.get("/S", "")).removeprefix("/")


def _owners(file: PdfFile) -> dict[tuple[Any, int], list[Any]]:
    """Give the elements that hold marked content, by page and number."""
    owners: dict[tuple[Any, int], list[Any]] = defaultdict(list)
    for element in file.elements:
        for kid in kids(element):
            if isinstance(kid, int):
                owners[element.Pg.objgen, kid].append(element.objgen)
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                page = kid.get("/Pg", element.get("/Pg"))
                owners[page.objgen, int(kid.MCID)].append(element.objgen)
    return owners


def _annotations(element: Any) -> set[Any]:
    return {
        kid.Obj.objgen for kid in kids(element)
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    }  # fmt: skip
