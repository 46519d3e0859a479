"""Packed bodies: right, broken, cut short, and far larger than they look."""

from __future__ import annotations

import contextlib
import gzip
import zlib
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.net.unpacking import unpacked

TEXT = "样例正文：示例市三家医院实现检查结果互认。".encode() * 50


def bare(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    "Deflate": bare(TEXT),
    "gzip, deflate": zlib.compress(gzip.compress(TEXT)),
    "identity": TEXT,
    "unknown": TEXT,
    "": TEXT,
}


@pytest.mark.parametrize("coding", PACKED)
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_body_is_unpacked_in_pieces_of_any_size(coding, size):
    body = PACKED[coding]
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    assert b"".join(unpacked(pieces, coding)) == TEXT


@pytest.mark.parametrize("coding", ["gzip", "deflate", "Deflate", "gzip, deflate"])
def test_body_cut_short_is_an_error(coding):
    body = PACKED[coding]
    for cut in (1, 5, len(body) // 2):
        with pytest.raises(ValueError, match="too early"):
            list(unpacked([body[:-cut]], coding))


def test_body_that_is_not_packed_is_an_error():
    with pytest.raises(ValueError, match="not packed"):
        list(unpacked([TEXT], "gzip"))


def test_empty_body_is_empty():
    assert list(unpacked([], "gzip")) == []


def test_several_parts_are_one_and_what_follows_is_passed_over():
    body = PACKED["gzip"]
    assert b"".join(unpacked([body + body], "gzip")) == TEXT * 2
    assert b"".join(unpacked([body + b"\0\0", b"more"], "gzip")) == TEXT


def test_bomb_is_unpacked_only_as_far_as_it_is_read():
    bomb = gzip.compress(gzip.compress(bytes(300 * 1024 * 1024), 1), 1)
    first = list(islice(unpacked([bomb], "gzip, gzip"), 3))
    assert [len(piece) for piece in first] == [64 * 1024] * 3


@given(st.lists(st.binary(max_size=50)), st.sampled_from(["gzip", "deflate", "deflate, gzip"]))
def test_any_bytes_are_unpacked_or_an_error(pieces, coding):
    with contextlib.suppress(ValueError):
        assert isinstance(b"".join(unpacked(pieces, coding)), bytes)
