"""A PDF's pages → what stands on them, read by another program than the one that printed them."""

from __future__ import annotations

import ctypes
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from bulletins.rendering.stored import StoredPicture


@dataclass(frozen=True)
class ReadBack:
    """What was read from the pages, each in the order in which it is drawn."""

    #: Pieces of lines; running heads and other artifacts are left out.
    texts: tuple[str, ...]
    #: Addresses that can be followed.
    links: tuple[str, ...]
    #: Pages, counted from 1, to which links within the file lead.
    targets: tuple[int, ...]
    #: SHA-256 of pictures: of a JPEG's bytes, of another picture's pixels.
    pictures: tuple[str, ...]


def read_back(pdf: bytes) -> ReadBack:
    """Read all pages.

    Raises:
        pypdfium2.PdfiumError: it is no PDF.

    """
    texts: list[str] = []
    links: list[str] = []
    targets: list[tuple[int, float]] = []
    pictures: list[str] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            texts += _texts(page)
            pictures += _pictures(page)
            for uri, target in _links(document, page):
                _add(links, uri)
                _add(targets, target)
            page.close()
    return ReadBack(
        tuple(texts), tuple(links), tuple(page for page, _y in targets), tuple(pictures)
    )


def picture_digest(picture: StoredPicture) -> str:
    """Give what a stored picture is known by in :attr:`ReadBack.pictures`."""
    if picture.media_type == "image/jpeg":
        return hashlib.sha256(picture.data).hexdigest()
    with Image.open(io.BytesIO(picture.data)) as image:
        return _pixels_digest(image)


def _pixels_digest(image: Image.Image) -> str:
    pixels = image.convert("RGB")
    return hashlib.sha256(f"{pixels.size}".encode() + pixels.tobytes()).hexdigest()


def _add(found: list[Any], link: str | tuple[int, float] | None) -> None:
    """Count the parts of a link that runs over several lines, or a page's end, as one."""
    if link is not None and found[-1:] != [link]:
        found.append(link)


def _texts(page: pypdfium2.PdfPage) -> Iterator[str]:
    textpage = page.get_textpage()
    for thing in page.get_objects((raw.FPDF_PAGEOBJ_TEXT,)):
        if "Artifact" not in _marks(thing.raw):
            yield _text(thing.raw, textpage.raw)
    textpage.close()


def _text(thing: raw.FPDF_PAGEOBJECT, textpage: raw.FPDF_TEXTPAGE) -> str:
    length = raw.FPDFTextObj_GetText(thing, textpage, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(thing, textpage, _as_utf16(buffer), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def _as_utf16(buffer: ctypes.Array[ctypes.c_char]) -> ctypes._Pointer[ctypes.c_ushort]:
    return ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))


def _marks(thing: raw.FPDF_PAGEOBJECT) -> Iterator[str]:
    buffer, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
    for number in range(raw.FPDFPageObj_CountMarks(thing)):
        mark = raw.FPDFPageObj_GetMark(thing, number)
        raw.FPDFPageObjMark_GetName(mark, _as_utf16(buffer), len(buffer), length)
        yield buffer.raw[: max(0, length.value - 2)].decode("utf-16-le")


def _pictures(page: pypdfium2.PdfPage) -> Iterator[str]:
    for picture in page.get_objects((raw.FPDF_PAGEOBJ_IMAGE,)):
        if picture.get_filters() == ["DCTDecode"]:
            data = picture.get_data(decode_simple=False)
            yield hashlib.sha256(bytes(data)).hexdigest()
        else:
            yield _pixels_digest(picture.get_bitmap().to_pil())


def _links(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage
) -> Iterator[tuple[str | None, tuple[int, float] | None]]:
    """Give the address, or page and height, to which each link of a page leads."""
    place, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, place, link):
        if target := raw.FPDFLink_GetDest(document.raw, link):
            yield None, _place(document, target)
        else:
            yield _address(document, raw.FPDFLink_GetAction(link)), None


def _place(document: pypdfium2.PdfDocument, target: raw.FPDF_DEST) -> tuple[int, float]:
    has_x, has_y, has_zoom = (ctypes.c_int() for _flag in range(3))
    x, y, zoom = (ctypes.c_float() for _value in range(3))
    raw.FPDFDest_GetLocationInPage(target, has_x, has_y, has_zoom, x, y, zoom)
    return raw.FPDFDest_GetDestPageIndex(document.raw, target) + 1, y.value


def _address(document: pypdfium2.PdfDocument, action: raw.FPDF_ACTION) -> str:
    length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
    return buffer.raw[: max(0, length - 1)].decode("utf-8", "replace")
