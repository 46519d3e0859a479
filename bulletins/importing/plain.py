"""Plain text and Markdown → lines."""

from __future__ import annotations

import re

from bulletins.importing.lines import Line, UnreadableFileError, with_gaps

_HEADING = re.compile(r"^(#{1,6})\s+")
_BULLET = re.compile(r"^\s*[-*•]\s+(?=\S)")
_RULE = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$")
_TABLE_RULE = re.compile(r"^\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
_TABLE_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_NAMED_LINK = re.compile(r"\[([^\]]*)\]\(\s*<?([^\s)>]+)>?[^)]*\)")
_BARE_LINK = re.compile(r"<(https?://[^>\s]*)>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\+([`*_{}\[\]()#+\-.!~|>])")
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")


def read_plain(data: bytes) -> list[Line]:
    """Give the lines of a text file in UTF-8, UTF-16 or GB18030, with or without Markdown's marks.

    Raises:
        UnreadableFileError: the bytes are no text.

    """
    text = _decode(data)
    return with_gaps(_line(raw) for raw in text.splitlines())


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for charset in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableFileError


def _line(raw: str) -> Line:
    if _RULE.match(raw) or _TABLE_RULE.match(raw):
        return Line("")
    if row := _TABLE_ROW.match(raw):
        raw = "\u3000".join(cell.strip() for cell in row[1].split("|"))
    heading = _HEADING.match(raw)
    text = raw[heading.end() :] if heading else raw
    bullet = _BULLET.match(text)
    text = text[bullet.end() :] if bullet else text
    text = _BOLD.sub(r"\2", _PICTURE.sub(r"\1", text))
    links = [match[2] for match in _NAMED_LINK.finditer(text)]
    text = _NAMED_LINK.sub(lambda found: _shown(found[1], found[2]), text)
    links += _BARE_LINK.findall(text)
    text = _ESCAPED.sub(r"\1", _BARE_LINK.sub(r"\1", text))
    return Line(
        text, heading=len(heading[1]) if heading else 0, is_bullet=bool(bullet), links=tuple(links)
    )


def _shown(label: str, target: str) -> str:
    """Give a link's label, or its address if the label is the address written with escapes."""
    return target if _ESCAPED.sub(r"\1", label) == target else label
