"""Naming: CSS selectors that name an element and will name its like tomorrow. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

#: Names that hold a number of the content system, or a state of the moment, are not the element's.
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,40}")
_PASSING = re.compile(
    r"\d{4}|^(?:active|cur(?:rent)?|on|odd|even|first|last|hover|selected|line|clearfix|clear|cf|"
    r"fl|fr|hide|show|dn)$",
    re.IGNORECASE,
)
_MAX_LEVELS = 5


def tag_of(element: HtmlElement) -> str:
    """Give the name of the kind of element."""
    return str(element.tag)


def names(element: HtmlElement) -> list[str]:
    """Give the selectors that name an element by itself, the most telling first; may be none."""
    own_id, classes = element.get("id", ""), element.get("class", "").split()
    by_class = [f"{tag_of(element)}.{name}" for name in classes if _is_lasting(name)]
    return ([f"#{own_id}"] if _is_lasting(own_id) else []) + by_class


def _is_lasting(name: str) -> bool:
    return bool(_PLAIN.fullmatch(name)) and not _PASSING.search(name)


def shared_names(elements: Sequence[HtmlElement]) -> list[str]:
    """Give the selectors by class that nearly all of the elements have in common."""
    counted = {name: 0 for element in elements for name in names(element) if "." in name}
    for element in elements:
        for name in set(names(element)) & counted.keys():
            counted[name] += 1
    return [name for name, count in counted.items() if count >= 0.9 * len(elements)]


def row_selectors(rows: Sequence[HtmlElement]) -> Iterator[str]:
    """Give selectors that name the rows, by themselves or by what they stand in."""
    own = shared_names(rows)
    tag = tag_of(rows[0])
    yield from own
    around = islice(rows[0].iterancestors(), _MAX_LEVELS)
    parents = [parent for parent in around if parent.tag != "html"]
    for level, parent in enumerate(parents):
        for name in names(parent):
            yield from _within(name, tag, own, direct=level == 0, between=tag_of(parents[0]))
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


def _path(row: HtmlElement) -> str:
    """Give the way down from the nearest element with a name, or from the body."""
    steps = [tag_of(row)]
    for parent in islice(row.iterancestors(), 2 * _MAX_LEVELS):
        named = names(parent)
        steps.append(named[0] if named else tag_of(parent))
        if named or parent.tag == "body":
            break
    return " > ".join(reversed(steps))


def part_selectors(row: HtmlElement, part: HtmlElement) -> Iterator[str]:
    """Give selectors that may name a part within its row, the simplest first."""
    yield from (name for name in names(part) if "." in name)
    yield tag_of(part)
    parent = part.getparent()
    if parent is None:
        return
    if parent is not row:
        for name in [*(name for name in names(parent) if "." in name), tag_of(parent)]:
            yield f"{name} > {tag_of(part)}"
    place = parent.findall(tag_of(part)).index(part) + 1
    yield f"{tag_of(part)}:nth-of-type({place})"
    yield f"{tag_of(part)}:last-of-type"
