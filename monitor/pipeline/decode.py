"""Bytes of a page become text. The bytes decide; the label is only a last resort.

Chinese pages are labelled wrongly about one time in ten, nearly always between UTF-8 and the
GB family, and those two cannot be mistaken for each other: text in GB18030 is never valid UTF-8.
"""

from __future__ import annotations

import codecs
import re

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

#: Byte order marks, the longer before those that they begin with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: The commonest characters and marks of Chinese prose, simplified and traditional. Wrongly decoded
#: text consists of rare characters and nearly never holds these.
_COMMON = frozenset(
    "的一是在不了有和人这这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下"
    "过子说产种面而方后多定行学法所民得经十三之進這為個國時來們於對會發動過說產種後學經"
    "，。、：；？！“”《》（）"
)
_CHINESE = re.compile(r"[^\x00-\xff]")

#: How many characters are looked at when two readings are weighed against each other.
_SAMPLE = 20_000

#: Below this share of common characters a reading is not taken for Chinese prose.
_PLAUSIBLE = 0.08

#: The first bytes of the characters of level one.
_LEVEL_ONE = {"gb18030": (0xB0, 0xD7), "big5hkscs": (0xA4, 0xC6)}
_NEARLY_ALL = 0.9


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """Give the text of a page and the name of the charset it was read with. Never raises.

    A byte order mark is believed first, then the zero bytes of unmarked UTF-16, then UTF-8 if the
    bytes are valid (or all but a few). What remains is Chinese of the old charsets: GB18030, which
    holds GB2312 and GBK, or Big5, whichever reads more like prose; a label is asked only when
    neither does. Characters that cannot be read become U+FFFD.
    """
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return _read(body[len(mark) :], charset), charset
    if utf16 := _unmarked_utf16(body):
        return _read(body, utf16), utf16
    text = _read(body, "utf-8")
    if _is_utf8(text):
        return text, "utf-8"
    return _old_charset(body, content_type)


def _read(body: bytes, charset: str) -> str:
    return body.decode(charset, errors="replace")


def _unmarked_utf16(body: bytes) -> str | None:
    """Tell UTF-16 by its zero bytes: every character of the mark-up has one, on the same side."""
    sample = body[:_SAMPLE]
    if b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 20 <= len(sample) or max(even, odd) < 3 * min(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_utf8(text: str) -> bool:
    """Say whether the bytes were UTF-8, a cut or damaged character here and there forgiven."""
    damaged = text.count("\N{REPLACEMENT CHARACTER}")
    return damaged == 0 or damaged * 20 < len(_CHINESE.findall(text)) - damaged


def _old_charset(body: bytes, content_type: str) -> tuple[str, str]:
    readings = {charset: _read(body, charset) for charset in ("gb18030", "big5hkscs")}
    likeness = {charset: _likeness(text) for charset, text in readings.items()}
    best = max(likeness, key=likeness.__getitem__)
    if likeness[best] >= _PLAUSIBLE:
        return readings[best], best.removesuffix("hkscs")
    if ordinary := [name for name, text in readings.items() if _is_ordinary(text, name)]:
        return readings[ordinary[0]], ordinary[0].removesuffix("hkscs")
    label = http_content_type_encoding(content_type) or html_body_declared_encoding(body)
    if label and label not in ("utf-8", "ascii"):
        try:
            return body.decode(label), label
        except (LookupError, UnicodeError):
            pass
    return readings["gb18030"], "gb18030"


def _is_ordinary(text: str, charset: str) -> bool:
    """Say whether nearly all Chinese characters are of the charset's first, ordinary level.

    Titles and short news may hold none of the commonest, wrongly read ones hold few ordinary.
    """
    chinese = [character for character in _CHINESE.findall(text)[:_SAMPLE] if character >= "\u4e00"]
    first, last = _LEVEL_ONE[charset]
    ordinary = sum(
        first <= character.encode(charset, "replace")[0] <= last for character in chinese
    )
    return bool(chinese) and ordinary >= _NEARLY_ALL * len(chinese)


def _likeness(text: str) -> float:
    """Give the share of common characters among the Chinese ones (0 to 1)."""
    chinese = _CHINESE.findall(text)[:_SAMPLE]
    return sum(character in _COMMON for character in chinese) / len(chinese) if chinese else 0.0
