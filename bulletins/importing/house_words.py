"""The words of our own bulletins, put into those by which any bulletin is known. Pure.

A series may head its parts and label its fields as it likes (its look); its files are read here as
well when they no longer carry their issue, as Word files never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bulletins.importing.lines import Line
from bulletins.rendering.look import Look
from bulletins.rendering.placeholders import printed_pattern, without_placeholders

#: A masthead is no longer than so many lines.
_MASTHEAD = 12
#: Where fewer characters are always the same a line is not known by them.
_LEAST = 2
_NUMBER = r"(?P<number>(?:\d{1,3}\s*[.．、]\s*)?)"


@dataclass(frozen=True)
class HouseWords:
    """The look of a series and the labels that it puts before an outlet."""

    look: Look
    outlet_labels: frozenset[str] = frozenset()


def in_usual_words(lines: Sequence[Line], series: Iterable[HouseWords]) -> list[Line]:
    """Give the lines with headings and labels in the usual words, without what only we print."""
    kept = list(lines)
    for words in series:
        for own in (words.look.above_title, words.look.below_title):
            kept = _without(kept, [own], kept[:_MASTHEAD])
        kept = _without(kept, words.look.imprint.splitlines(), kept)
        rules = list(_rules(words))
        kept = [line for each in kept if (line := _translated(each, rules))]
    return kept


def _without(lines: list[Line], own: Sequence[str], among: Sequence[Line]) -> list[Line]:
    """Leave out lines that stand one after the other as a look has them."""
    patterns = [printed_pattern(text) for text in own if text.strip()]
    if len("".join("".join(map(without_placeholders, own)).split())) < _LEAST:
        return lines
    for start in range(len(among) - len(patterns) + 1):
        block = lines[start : start + len(patterns)]
        if all(pattern.fullmatch(line.text) for pattern, line in zip(patterns, block, strict=True)):
            return lines[:start] + lines[start + len(patterns) :]
    return lines


def _rules(words: HouseWords) -> Iterator[tuple[re.Pattern[str], str | None]]:
    """Give patterns, and what the part that they match becomes; None: the line goes."""
    look = words.look
    for heading, usual in (
        (look.foreword_heading, "本期导语"),
        (look.contents_heading, "一、信息目录"),
        (look.articles_heading, "二、具体内容"),
        (look.notices_heading, None),
        (look.imprint_heading, None),
    ):
        if heading and heading != usual:
            yield re.compile(rf"\s*{re.escape(heading)}\s*[:：]?\s*$"), usual
    for label, usual in (
        (look.title_label, "标题"),
        (look.link_label, "链接"),
        (look.content_label, "主要内容"),
        *((label, "来源") for label in words.outlet_labels - {"媒体"}),
    ):
        if label != usual:
            yield re.compile(rf"\s*{_NUMBER}{re.escape(label)}\s*[:：]"), rf"\g<number>{usual}："


def _translated(line: Line, rules: Iterable[tuple[re.Pattern[str], str | None]]) -> Line | None:
    for pattern, usual in rules:
        if found := pattern.match(line.text):
            if usual is None:
                return None
            return replace(line, text=found.expand(usual) + line.text[found.end() :])
    return line
