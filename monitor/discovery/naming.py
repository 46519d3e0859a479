"""Naming: CSS selectors that name an element and will name its like tomorrow. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bs4 import Tag

#: Names that hold a number of the content system, or a state of the moment, are not the element's.
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,40}")
_PASSING = re.compile(
    r"\d{4}|^(?:active|cur(?:rent)?|on|odd|even|first|last|hover|selected|line|clearfix|clear|cf|"
    r"fl|fr|hide|show|dn)$",
    re.IGNORECASE,
)
_MAX_LEVELS = 5


def names(element: Tag) -> list[str]:
    """Give the selectors that name an element by itself, the most telling first; may be none."""
    own_id = str(element.get("id") or "")
    classes = [name for name in element.get_attribute_list("class") if name]
    by_class = [f"{element.name}.{name}" for name in classes if _is_lasting(str(name))]
    return ([f"#{own_id}"] if _is_lasting(own_id) else []) + by_class


def _is_lasting(name: str) -> bool:
    return bool(_PLAIN.fullmatch(name)) and not _PASSING.search(name)


def shared_names(elements: Sequence[Tag]) -> list[str]:
    """Give the selectors by class that nearly all of the elements have in common."""
    counted = {name: 0 for element in elements for name in names(element) if "." in name}
    for element in elements:
        for name in set(names(element)) & counted.keys():
            counted[name] += 1
    return [name for name, count in counted.items() if count >= 0.9 * len(elements)]


def row_selectors(rows: Sequence[Tag]) -> Iterator[str]:
    """Give selectors that name the rows, by themselves or by what they stand in."""
    own = shared_names(rows)
    tag = rows[0].name
    yield from own
    parents = [parent for parent in islice(rows[0].parents, _MAX_LEVELS) if parent.name != "html"]
    for level, parent in enumerate(parents):
        for name in names(parent):
            yield from _within(name, tag, own, direct=level == 0, between=parents[0].name)
    yield _path(rows[0])


def _within(
    name: str, tag: str, own: Sequence[str], *, direct: bool, between: str
) -> Iterator[str]:
    """Give the ways to say “rows in the named element”."""
    if direct:
        yield f"{name} > {tag}"
        return
    yield f"{name} {between} > {tag}"
    yield from (f"{name} {row}" for row in own)


def _path(row: Tag) -> str:
    """Give the way down from the nearest element with a name, or from the body."""
    steps = [row.name]
    for parent in islice(row.parents, 2 * _MAX_LEVELS):
        named = names(parent)
        steps.append(named[0] if named else parent.name)
        if named or parent.name == "body":
            break
    return " > ".join(reversed(steps))


def part_selectors(row: Tag, part: Tag) -> Iterator[str]:
    """Give selectors that may name a part within its row, the simplest first."""
    yield from (name for name in names(part) if "." in name)
    yield part.name
    parent = part.parent
    if parent and parent is not row:
        for name in [*(name for name in names(parent) if "." in name), parent.name]:
            yield f"{name} > {part.name}"
    same = (parent or row).find_all(part.name, recursive=False)
    place = next((index for index, child in enumerate(same, 1) if child is part), 1)
    yield f"{part.name}:nth-of-type({place})"
    yield f"{part.name}:last-of-type"
