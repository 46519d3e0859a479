"""Words are marked in a sanitised text, whatever their case and width."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: A tag as sanitising writes it: values of attributes may hold ``>``.
_TAG = re.compile(r'(<(?:"[^"]*"|[^">])*>)')
_TO_WIDE = 0xFEE0


def mark(html: str, words: Iterable[str]) -> str:
    """Put ``<mark>`` around the words in the text of a sanitised body, or of an escaped line.

    Latin words are marked where they stand alone, others anywhere.
    """
    wanted = sorted({word.strip() for word in words} - {""}, key=len, reverse=True)
    if not wanted:
        return html
    pattern = re.compile("|".join(map(_pattern, wanted)), re.IGNORECASE)
    pieces = _TAG.split(html)  # text and tags in turn
    pieces[::2] = [pattern.sub(r"<mark>\g<0></mark>", piece) for piece in pieces[::2]]
    return "".join(pieces)


def _pattern(word: str) -> str:
    pattern = "".join(map(_character, word))
    before = r"(?<![A-Za-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return f"{before}{pattern}{after}"


def _character(character: str) -> str:
    """Match a character in either width."""
    if character.isspace():
        return r"\s+"
    wide = chr(ord(character) + _TO_WIDE) if "!" <= character <= "~" else ""
    return f"[{re.escape(character)}{wide}]" if wide else re.escape(character)
