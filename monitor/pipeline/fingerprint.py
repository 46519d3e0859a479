"""Fingerprint: a text as a set of numbers, so that near copies share most of them."""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from zlib import crc32

#: Characters in one shingle.
SHINGLE = 5
#: Of this many shingles one is kept, chosen by its hash and so alike in every copy.
KEPT_ONE_IN = 8
#: Characters of a text that are read; what stands behind them tells copies apart no better.
LONGEST = 40_000

_WIDTH = 4  # bytes of a character in UTF-32
_NO_LETTER = re.compile(r"[\W_]+")


def bare_text(text: str) -> str:
    """Give letters and digits alone: width variants, white space and punctuation do not count."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text[:LONGEST])).casefold()


def fingerprints(text: str) -> frozenset[int]:
    """Give about an eighth of the hashes of a bare text's shingles, each below 2**29.

    The hash is CRC-32: the same on every machine and in every run, unlike :func:`hash`.
    """
    data = text.encode("utf-32-le", "replace")
    size = SHINGLE * _WIDTH
    hashes = [crc32(data[at : at + size]) for at in range(0, len(data) - size + 1, _WIDTH)]
    return frozenset(value // KEPT_ONE_IN for value in hashes if value % KEPT_ONE_IN == 0)


def pack(values: frozenset[int]) -> bytes:
    """Give fingerprints as bytes for the database, four each, in order."""
    return _little_endian(array("I", sorted(values))).tobytes()


def unpack(packed: bytes | memoryview) -> frozenset[int]:
    """Give back what was packed."""
    values = array("I")
    values.frombytes(packed)
    return frozenset(_little_endian(values))


def _little_endian(values: array[int]) -> array[int]:
    if sys.byteorder == "big":
        values.byteswap()
    return values
