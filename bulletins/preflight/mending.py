"""Mending: a text and its certain corrections → the corrected text. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import Any

from lxml.html import HtmlElement

from bulletins.preflight.findings import BODY, Mend
from bulletins.preflight.paragraphs import blocks, root_of
from content.fragments import inner_html

#: Elements that stay when their last words go: a table keeps its shape.
_CELLS = frozenset({"td", "th", "caption"})
_INLINE = ("a", "strong", "em", "sub", "sup")


def mended(text: Mapping[str, Any], mends: Iterable[Mend]) -> dict[str, Any]:
    """Give the fields of an article after mends, in their order; a mend without a place is none."""
    fields = dict(text)
    for mend in mends:
        if mend.field == BODY:
            fields[BODY] = mended_body(fields[BODY], mend)
        elif fields[mend.field] == mend.old:
            fields[mend.field] = mend.new
    return fields


def mended_body(html: str, mend: Mend) -> str:
    """Change the paragraphs that say ``mend.old``, wherever they stand; their markup stays."""
    root = root_of(html)
    runs = list(_runs(root, mend.old.splitlines()))
    if not runs:
        return html
    for run in runs:
        _replace(run, mend.new.splitlines())
    return inner_html(root)


def _runs(root: HtmlElement, lines: list[str]) -> Iterator[list[HtmlElement]]:
    """Give the runs of paragraphs that say these lines one after the other."""
    found = list(blocks(root))
    at = 0
    while at + len(lines) <= len(found):
        run = found[at : at + len(lines)]
        if [text for _block, text in run] == lines:
            yield [block for block, _text in run]
            at += len(lines)
        else:
            at += 1


def _replace(run: list[HtmlElement], lines: list[str]) -> None:
    """Let a run of paragraphs say these lines, a paragraph each."""
    first, *others = run
    if not lines:
        for block in run:
            _take_out(block)
        return
    for block in others:
        _append(first, block)
        _take_out(block)
    copies = [first, *(deepcopy(first) for _line in lines[1:])]
    for before, after in pairwise(copies):
        after.tail = None
        before.addnext(after)
    for block, line in zip(copies, lines, strict=True):
        _rewrite(block, line)


def _append(block: HtmlElement, other: HtmlElement) -> None:
    """Move what stands in a paragraph to the end of another."""
    if len(block):
        block[-1].tail = (block[-1].tail or "") + (other.text or "")
    else:
        block.text = (block.text or "") + (other.text or "")
    other.text = None
    block.extend(list(other))


def _take_out(block: HtmlElement) -> None:
    """Remove a paragraph, and what stood around nothing else; its pictures stay."""
    parent = block.getparent()
    if block.tag in _CELLS or parent is None or block.find(".//img") is not None:
        _rewrite(block, "")
        return
    block.drop_tree()
    is_empty = not parent.text_content().strip() and parent.find(".//img") is None
    if is_empty and parent.getparent() is not None:
        _take_out(parent)


def _rewrite(block: HtmlElement, line: str) -> None:
    """Let a paragraph say a line; words that stay keep their markup."""
    slots = list(_slots(block))
    texts = [getattr(element, part) or "" for element, part in slots]
    for (element, part), text in zip(slots, _spread(texts, line), strict=True):
        setattr(element, part, text or None)
    for element in list(block.iter(*_INLINE)):
        if not element.text_content() and element.find(".//img") is None:
            element.drop_tag()


def _slots(block: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Give the places of text within an element, in reading order."""
    yield block, "text"
    for child in block:
        yield from _slots(child)
        yield child, "tail"


def _spread(texts: list[str], line: str) -> list[str]:
    """Change texts that follow one another so that together they say ``line``."""
    whole = "".join(texts)
    ends = list(accumulate(map(len, texts)))
    changed = [""] * len(texts)
    matcher = SequenceMatcher(None, whole, line, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            for at in range(start, end):
                changed[bisect_right(ends, at)] += whole[at]
        else:
            changed[min(bisect_right(ends, start), len(texts) - 1)] += line[new_start:new_end]
    return changed
