"""An old bulletin, read from its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bulletins.importing.contents import NUMBERED, ContentsEntry, number_of, read_contents
from bulletins.importing.items import ReadItem, read_items
from bulletins.importing.lines import Line
from bulletins.importing.masthead import Head, read_head

_NUMBER = r"(?:[（(]?[一二三四五1-5][）)]?\s*[、.．]?\s*)?"
_FOREWORD = re.compile(r"^\s*(?:本期)?(?:导语|导读|概述|综述)\s*[:：]?")
#: Alone on its line it may also stand behind the contents.
_FOREWORD_HEADING = re.compile(r"^\s*(?:本期)?(?:导语|导读|概述|综述)\s*[:：]?\s*$")
_FOREWORD_SENTENCE = re.compile(r"本期(?:周报|监测|共)|共(?:收集|搜集|监测)")
_CONTENTS = re.compile(rf"^\s*{_NUMBER}(?:本期|信息|内容)?(?:目录|目次|要目)\s*[:：]?\s*$")
_BODY = re.compile(
    rf"^\s*{_NUMBER}(?:本期)?"
    r"(?:(?:具体|详细|信息)(?:内容|报道)|(?:信息|内容)(?:详情|正文))\s*[:：]?\s*$"
)
#: What headings are put into or set off with, and blanks between their characters.
_DECORATION = re.compile(r"^[\s【〖\[■◆●▶★※]+|[\s】〗\]■◆●★※]+$")
_SPACED = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")


class NotABulletinError(Exception):
    """The lines hold no bulletin; ``lacking`` names the parts that were not found."""

    def __init__(self, lacking: Iterable[str]) -> None:
        self.lacking = tuple(lacking)
        super().__init__(", ".join(self.lacking))


@dataclass(frozen=True)
class ReadBulletin:
    """What a file says."""

    head: Head
    contents: tuple[ContentsEntry, ...]
    items: tuple[ReadItem, ...]


def read_bulletin(lines: list[Line]) -> ReadBulletin:
    """Find masthead, foreword, contents and articles among the lines of a file.

    Raises:
        NotABulletinError: there is no contents list and no part 具体内容, or no article in it.

    """
    contents_at = _find(lines, _CONTENTS, 0)
    body_at = _find(lines, _BODY, 0 if contents_at is None else contents_at + 1)
    if body_at is None and contents_at is not None:
        body_at = _second_first(lines, contents_at + 1)
    if body_at is None:
        raise NotABulletinError([] if contents_at is not None else ["信息目录", "具体内容"])
    first = body_at if contents_at is None else contents_at
    foreword_at = next((at for at in range(first) if _is_foreword(lines[at])), first)
    foreword, contents_end = lines[foreword_at:first], body_at
    if foreword_at == first and (late := _find(lines[:body_at], _FOREWORD_HEADING, first)):
        foreword, contents_end = lines[late:body_at], late
    contents = read_contents(lines[first + 1 : contents_end]) if contents_at is not None else []
    items = read_items(lines[body_at + 1 :], contents)
    if not items:
        raise NotABulletinError(["标题"])
    head = read_head(lines[:foreword_at], _foreword(foreword))
    return ReadBulletin(head, tuple(contents), tuple(items))


def _second_first(lines: list[Line], start: int) -> int | None:
    """Give the line before the second 1.: there the articles begin without a heading above."""
    firsts = [
        at for at in range(start, len(lines))
        if (found := NUMBERED.match(lines[at].text)) and number_of(found[1]) == 1
    ]  # fmt: skip
    return firsts[1] - 1 if len(firsts) > 1 else None


def _is_foreword(line: Line) -> bool:
    return bool(_FOREWORD.match(_bare(line.text)) or _FOREWORD_SENTENCE.search(line.text))


def _find(lines: list[Line], pattern: re.Pattern[str], start: int) -> int | None:
    return next(
        (at for at in range(start, len(lines)) if pattern.match(_bare(lines[at].text))), None
    )


def _bare(text: str) -> str:
    """Give a heading without what adorns it: 目录 for 【目　录】."""
    return _SPACED.sub("", _DECORATION.sub("", text))


def _foreword(lines: list[Line]) -> list[Line]:
    """Give the sentence without the heading, which may stand on the same line."""
    if not lines:
        return []
    heading = _FOREWORD.match(_bare(lines[0].text))
    rest = _bare(lines[0].text)[heading.end() :].strip(" 】〗]") if heading else lines[0].text
    return [*([Line(rest)] if rest else []), *lines[1:]]
