"""Pictures: nothing that standards forbid, and each is declared as its own bytes say."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image

from tests.bulletins.rendering.conformance.file import PdfFile

_PARTS = {"/DeviceRGB": 3, "/DeviceGray": 1}


def pictures(file: PdfFile) -> Iterator[str]:
    """6.2.8: no interpolation, no other versions; so many bits, one for a stencil."""
    for picture in _pictures(file):
        if bool(picture.get("/Interpolate", False)):
            yield "interpolated"
        bits = int(picture.get("/BitsPerComponent", 1))
        if bits not in ((1,) if picture.get("/ImageMask", False) else (1, 2, 4, 8)):
            yield f"{bits} bits"
        yield from (key for key in ("/Alternates", "/OPI") if key in picture)


def declared_pictures(file: PdfFile) -> Iterator[str]:
    """PDF 32000-1, 7.4.8, 8.9.5: size, colours and bits are those of the JPEG or of the pixels."""
    for picture in _pictures(file):
        said = (int(picture.Width), int(picture.Height), _PARTS.get(str(picture.ColorSpace), 0))
        if picture.Filter == "/DCTDecode":
            own = _of_jpeg(picture.read_raw_bytes())
            if own != said or picture.BitsPerComponent != 8 or "/Decode" in picture:
                yield f"a JPEG of {own} is told to be of {said}"
        else:
            width, height, parts = said
            row = (width * parts * int(picture.BitsPerComponent) + 7) // 8
            if len(picture.read_bytes()) != row * height or not parts:
                yield f"{len(picture.read_bytes())} bytes of pixels are told to be of {said}"


def masks(file: PdfFile) -> Iterator[str]:
    """PDF 32000-1, 11.6.5.3: what makes a picture transparent is a grey one, as large as it."""
    for picture in _pictures(file):
        mask = picture.get("/SMask")
        if mask is not None and (mask.Width, mask.Height, mask.ColorSpace) != (
            picture.Width, picture.Height, "/DeviceGray",
        ):  # fmt: skip
            yield f"{mask.Width} × {mask.Height}, {mask.ColorSpace}"


def _pictures(file: PdfFile) -> list[Any]:
    return [stream for stream in file.streams if stream.get("/Subtype") == "/Image"]


def _of_jpeg(data: bytes) -> tuple[int, int, int]:
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
        return image.width, image.height, len(image.getbands())
