"""Content codings (RFC 9110, 8.4.1) undone in small pieces, however much is in them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

_PIECE = 64 * 1024
_GZIP_MARK = b"\x1f\x8b"
_GZIP, _ZLIB, _BARE = 31, 15, -15  # as zlib tells what stands around the packed bytes
_CODINGS = frozenset({"gzip", "x-gzip", "deflate"})


def unpacked(pieces: Iterable[bytes], content_encoding: str) -> Iterator[bytes]:
    """Give a body's bytes as they were before they were packed, in whichever order that was.

    Raises:
        ValueError: they are not packed so, or end too early.

    """
    for coding in reversed([name.strip().lower() for name in content_encoding.split(",")]):
        if coding in _CODINGS:
            pieces = _unpack(pieces, coding)
    yield from pieces


def _unpack(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    engine = None
    for piece in pieces:
        data = piece
        while data:
            if engine is None or engine.eof:
                if engine and not data.startswith(_GZIP_MARK):
                    return  # what follows the end means nothing; browsers pass it over, too
                engine = zlib.decompressobj(_surroundings(data, coding))
            yield from _steps(engine, data)
            data = engine.unused_data
    if engine and not engine.eof:
        raise ValueError("the packed body ends too early")


def _surroundings(data: bytes, coding: str) -> int:
    """What a coding puts around the bytes; of “deflate” servers know two kinds."""
    if coding != "deflate":
        return _GZIP
    return _ZLIB if data[0] & 0x0F == zlib.DEFLATED else _BARE


def _steps(engine: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    """Unpack in steps of limited size; a step that is full may have left something behind."""
    is_full = True
    while data or is_full:
        try:
            step = engine.decompress(data, _PIECE)
        except zlib.error as error:
            raise ValueError("the body is not packed as it says") from error
        is_full = len(step) == _PIECE
        data = engine.unconsumed_tail
        if step:
            yield step
        elif engine.eof or not data:
            return
