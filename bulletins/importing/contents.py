"""The contents list of an old bulletin: numbered titles, the outlet in brackets after each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bulletins.importing.lines import Line, joined

NUMBERED = re.compile(r"^[（(]?\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*[.．、)）]\s*(?=\S)")
_OUTLET = re.compile(
    r"^(?P<title>.*?)\s*[（(]\s*(?P<outlet>[^（()）]{1,30})\s*[)）]\s*$", re.DOTALL
)
_LEADER = re.compile(r"[\s.…·．_]*\d{0,3}\s*$")
#: Dots that lead from the title to the outlet.
_FILL = re.compile(r"[\s.…·．_]{4,}$")
_DASHED = re.compile(r"^(?P<title>.+?)\s*(?:——|—|--)\s*(?P<outlet>[^—\-]{2,15})$")
_HAN = "〇一二三四五六七八九十"


@dataclass(frozen=True)
class ContentsEntry:
    """One line of the list."""

    title: str
    outlet: str = ""


def read_contents(lines: Iterable[Line]) -> list[ContentsEntry]:
    """Give the entries; a number other than the next one belongs to a title."""
    entries: list[list[str]] = []
    for line in lines:
        found = NUMBERED.match(line.text)
        if found and number_of(found[1]) == len(entries) + 1:
            entries.append([line.text[found.end() :]])
        elif entries:
            entries[-1].append(line.text)
        elif line.is_bullet:
            entries.append([line.text])
    return [_entry(joined(parts)) for parts in entries]


def number_of(text: str) -> int:
    """Read the number at the head of a point: 3 or 三."""
    return int(text) if text.isdecimal() else _HAN.find(text)


def _entry(text: str) -> ContentsEntry:
    for pattern, bare in ((_OUTLET, text), (_OUTLET, _LEADER.sub("", text)), (_DASHED, text)):
        if match := pattern.match(bare):
            return ContentsEntry(_FILL.sub("", match["title"]).strip(), match["outlet"].strip())
    return ContentsEntry(text.strip())
