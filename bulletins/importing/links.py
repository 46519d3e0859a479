"""The link of an item, put together from the lines over which it was broken."""

from __future__ import annotations

import re

from bulletins.importing.lines import Line

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_ASCII = re.compile(r"[!-~]+(?: [!-~]+)*$")
_NONE = frozenset({"无", "暂无", "略", "—", "——", "-", "/"})
#: Of words that stand for an address.
_LONGEST_LABEL = 12
_AROUND = re.compile(r"^[<\[(（【]+|[>\])）】]+$")


def take_link(lines: list[Line]) -> tuple[str, tuple[str, ...], int]:
    """Give the link, its lines as printed, and how many of the lines it takes.

    A line that goes on with it holds nothing but what addresses are made of. The whole address
    of a hyperlink is believed over its text.
    """
    if lines and (label := _labelled(lines[0])):
        return label, (label,), 1
    if lines and lines[0].text.strip() in _NONE:
        return "", (), 1
    printed: list[str] = []
    taken = 0
    for line in lines:
        text = _AROUND.sub("", line.text.strip())
        if not text and not printed:
            taken += 1
            continue
        if not _goes_on(text, begun=bool(printed)):
            break
        printed.append(text)
        taken += 1
    if not printed:
        return "", (), 0
    address = "".join("".join(printed).split())
    whole = [link for line in lines[:taken] for link in line.links]
    if address in whole:  # a reader who follows it gets there, however it is printed
        return address, (address,), taken
    target = max(whole, key=len, default="")
    return (target if target.startswith(address) else address), tuple(printed), taken


def _labelled(line: Line) -> str:
    """Give the address of a link that shows words in its place: 查看原文."""
    shows_words = len(line.links) == 1 and not _SCHEME.search(line.text)
    return line.links[0] if shows_words and len(line.text) <= _LONGEST_LABEL else ""


def _goes_on(text: str, *, begun: bool) -> bool:
    if not begun:
        return bool(_SCHEME.match(text)) or text.lower().startswith("www.")
    return bool(_ASCII.match(text)) and not _SCHEME.match(text)
