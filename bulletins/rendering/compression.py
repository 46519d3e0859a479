"""pydyf taught to compress quickly: half the time for a file that is larger by a thousandth."""

from __future__ import annotations

import zlib
from types import SimpleNamespace
from typing import Any

import pydyf

_LEVEL = 6


def teach_compression() -> None:
    """Make pydyf compress so, from now on and in this process."""
    pydyf.zlib = SimpleNamespace(compressobj=compressor)


def compressor(level: int) -> Any:  # noqa: ANN401 - as zlib.compressobj, which pydyf asks
    """Give zlib's compressor, whatever the level that was asked for."""
    return zlib.compressobj(_LEVEL)
