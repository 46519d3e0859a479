"""JSON rows: where the rows of an answer are, and in a row its link, title and date. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from monitor.discovery.rows import MIN_ROWS, weight
from monitor.errors import ParseError
from monitor.pipeline.extract.moments import moments
from monitor.pipeline.json_list import Paths, is_json, parse_json

_MAX_DEPTH = 5
_MAX_PROPOSALS = 2
_LOOKED_AT = 50
_HEADLINE = 6
_NAME = re.compile(r"[\w-]+")
_LINK = re.compile(r"(?:https?:)?//\S+|/\S+|\S+\.s?html?")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg)\b", re.IGNORECASE)
_COUNT = re.compile(r"1\d{9}(?:\d{3})?")

Row = Mapping[str, Any]


def propose_paths(text: str) -> list[Paths]:
    """Give up to two ways to read an answer as a list, the longest first; none: it is no JSON."""
    if not is_json(text):
        return []
    try:
        data = parse_json(text)
    except ParseError:
        return []
    found = sorted(_lists(data, ""), key=lambda one: -len(one[1]))
    told = (_paths(where, rows) for where, rows in found)
    return [paths for paths in told if paths][:_MAX_PROPOSALS]


def _lists(data: object, where: str, depth: int = 0) -> Iterator[tuple[str, list[Row]]]:
    """Give the lists of objects in the data, with the paths to them."""
    if isinstance(data, list):
        rows = [row for row in data if isinstance(row, Mapping)]
        if len(rows) >= MIN_ROWS:
            yield where, rows[:_LOOKED_AT]
    elif isinstance(data, Mapping) and depth < _MAX_DEPTH:
        for name, value in data.items():
            if _NAME.fullmatch(str(name)):
                yield from _lists(value, f"{where}.{name}".strip("."), depth + 1)


def _paths(where: str, rows: Sequence[Row]) -> Paths | None:
    link = _best(rows, _is_link, ("url", "link", "href"))
    title = _best(rows, _is_title, ("title", "headline", "name"))
    date = _best(rows, _is_date, ("date", "time", "publish"))
    return Paths(where, link, title, date) if link and title else None


def _best(rows: Sequence[Row], fits: Callable[[str], bool], likely: Sequence[str]) -> str:
    """Give the name whose values fit in nearly all rows; of several the likely or shortest one."""
    names = [name for name in rows[0] if _NAME.fullmatch(str(name))]
    fitting = [name for name in names if _share(rows, name, fits) >= 0.9]

    def order(name: str) -> tuple[bool, float]:
        is_likely = any(word in name.lower() for word in likely)
        return not is_likely, median(len(str(row.get(name))) for row in rows)

    return min(fitting, key=order, default="")


def _share(rows: Sequence[Row], name: str, fits: Callable[[str], bool]) -> float:
    values = [row.get(name) for row in rows]
    return sum(isinstance(value, str | int) and fits(str(value)) for value in values) / len(rows)


def _is_link(value: str) -> bool:
    return bool(_LINK.fullmatch(value)) and not _PICTURE.search(value)


def _is_title(value: str) -> bool:
    return weight(value) >= _HEADLINE and not _LINK.fullmatch(value) and "<" not in value[:1]


def _is_date(value: str) -> bool:
    return bool(_COUNT.fullmatch(value)) or (len(value) < 40 and any(moments(value)))
