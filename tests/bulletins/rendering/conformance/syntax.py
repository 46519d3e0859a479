"""How the file is written (ISO 19005-3, 6.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf

from tests.bulletins.rendering.conformance.file import PdfFile

_BINARY = re.compile(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}")
_OBJECT = re.compile(rb"\s*(\d+) (\d+) obj(?=[\s<\[(/])")
_CONTENT = re.compile(rb"(?<=stream)\r?\n.*?(?=endstream)", re.DOTALL)
_KEYWORD = re.compile(rb"(?P<object>\d+\s+\d+\s+obj)\b|\b(?P<end>endobj)\b")
#: Texts, comments and signs of dictionaries, in which nothing else begins; else a text of figures.
_TOKEN = re.compile(rb"\((?:[^()\\]|\\.)*\)|%[^\r\n]*|<<|>>|<([^<>]*)>", re.DOTALL)
_LONGEST_STRING, _LONGEST_NAME, _MOST_OBJECTS = 32_767, 127, 8_388_607
_LARGEST_REAL, _SMALLEST_REAL = Decimal("3.403e38"), Decimal("1.175e-38")


def header(file: PdfFile) -> Iterator[str]:
    """6.1.2: the version at once, then a comment of four bytes above 127."""
    if not _BINARY.match(file.data):
        yield repr(file.data[:20])


def end(file: PdfFile) -> Iterator[str]:
    """6.1.3: nothing follows %%EOF but one end of line."""
    if not re.search(rb"%%EOF\r?\n?$", file.data[-8:]):
        yield repr(file.data[-8:])


def trailer(file: PdfFile) -> Iterator[str]:
    """6.1.3: an identifier, no encryption."""
    if [bool(bytes(part)) for part in file.pdf.trailer.get("/ID", [])] != [True, True]:
        yield "no identifier"
    if "/Encrypt" in file.pdf.trailer:
        yield "encrypted"


def cross_references(file: PdfFile) -> Iterator[str]:
    """6.1.4: objects are where the file says; it is read and unpacked without any repair."""
    yield from file.pdf.get_warnings()
    yield from file.pdf.check_pdf_syntax()


def objects(file: PdfFile) -> Iterator[str]:
    """6.1.9: single blanks in the head of an object, ends of lines on both sides of its bounds."""
    plain = _CONTENT.sub(b"\n", file.data)
    for found in _KEYWORD.finditer(plain):
        around = plain[found.start() - 1 : found.start()] + plain[found.end() : found.end() + 1]
        if around.strip(b"\r\n") or len(around) != 2:
            yield f"{found[0]!r} between {around!r}"
        if found["object"] and not re.fullmatch(rb"\d+ \d+ obj", found[0]):
            yield f"{found[0]!r}"


def hexadecimal_strings(file: PdfFile) -> Iterator[str]:
    """6.1.6: strings that are written in figures have two for each byte, and nothing else."""
    packed = [stream.read_bytes() for stream in file.streams if stream.get("/Type") == "/ObjStm"]
    drawn = [page.obj.Contents for page in file.pdf.pages]
    parts = [list(part) if isinstance(part, pikepdf.Array) else [part] for part in drawn]
    pages = [b"\n".join(stream.read_bytes() for stream in part) for part in parts]
    for text in (_CONTENT.sub(b"\n", file.data), *packed, *pages):
        for found in _TOKEN.finditer(text):
            figures = b"".join((found[1] or b"").split())
            if len(figures) % 2 or not re.fullmatch(rb"[0-9a-fA-F]*", figures):
                yield repr(found[0])


def streams_as_long_as_they_say(file: PdfFile) -> Iterator[str]:
    """6.1.7.1: an end of line on both sides of the bytes, of which there are as many as said."""
    place = file.data.index(b"\n", file.data.index(b"\n") + 1)
    while match := _OBJECT.match(file.data, place):
        number = int(match[1])
        found = file.pdf.get_object(number, int(match[2]))
        if not isinstance(found, pikepdf.Stream) and b"/Type /XRef" not in file.data[place:][:400]:
            place = file.data.index(b"endobj", place) + 6
            continue
        begin = re.compile(rb"stream\r?\n").search(file.data, match.end())
        if begin is None:
            yield f"{number}: no bytes"
            return
        said = re.search(rb"/Length (\d+)", file.data[match.end() : begin.start()])
        place = begin.end() + int(said[1] if said else 0)
        ending = re.compile(rb"\r?\n?endstream\s+endobj").match(file.data, place)
        if ending is None:
            yield f"{number}: not as long as said"
            return
        place = ending.end()


def filters(file: PdfFile) -> Iterator[str]:
    """6.1.7.2: no LZW, no encryption, nothing outside the file."""
    for stream in file.streams:
        found = stream.get("/Filter", pikepdf.Array())
        names = list(found) if isinstance(found, pikepdf.Array) else [found]
        for name in map(str, names):
            if name not in ("/FlateDecode", "/DCTDecode", "/ASCIIHexDecode", "/ASCII85Decode"):
                yield name
        yield from (key for key in ("/F", "/FFilter", "/FDecodeParms") if key in stream)


def limits(file: PdfFile) -> Iterator[str]:
    """6.1.13: numbers, strings, names, objects, saved states."""
    if len(file.pdf.objects) > _MOST_OBJECTS:
        yield "too many objects"
    for value in file.values:
        if isinstance(value, pikepdf.String) and len(bytes(value)) > _LONGEST_STRING:
            yield f"string of {len(bytes(value))} bytes"
        yield from _number_faults(value)
    for step in file.steps:
        for operand in step.operands:
            yield from _number_faults(operand)
    if any(step.depth > 28 for step in file.steps):
        yield "saved states"


def _number_faults(value: Any) -> Iterator[str]:
    if isinstance(value, int) and not -(2**31) <= value < 2**31:
        yield f"number {value}"
    if isinstance(value, Decimal) and not (
        value == 0 or _SMALLEST_REAL <= abs(value) <= _LARGEST_REAL
    ):
        yield f"number {value}"


def names(file: PdfFile) -> Iterator[str]:
    """6.1.8: names of fonts and structure are UTF-8; none is too long."""
    for name in _names(file):
        if len(name) > _LONGEST_NAME:
            yield f"long: {name!r}"
        try:
            name.decode()
        except UnicodeDecodeError:
            yield f"not UTF-8: {name!r}"


def _names(file: PdfFile) -> Iterator[bytes]:
    for value in file.values:
        if isinstance(value, pikepdf.Name):
            yield _bytes(value)
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            yield from (key.encode("latin-1", "replace") for key in value.keys())  # noqa: SIM118 - of a PDF


def _bytes(name: Any) -> bytes:
    plain = name.unparse()[1:]
    return re.sub(rb"#([0-9a-fA-F]{2})", lambda found: bytes.fromhex(found[1].decode()), plain)


def forbidden_keys(file: PdfFile) -> Iterator[str]:
    """6.1.12, 6.4.2, 6.10, 6.11: no permissions, XFA, presentations, requirements."""
    for key in ("/Perms", "/AcroForm", "/Requirements", "/NeedsRendering", "/OCProperties",
                "/OpenAction", "/AA", "/Collection"):  # fmt: skip
        if key in file.root:
            yield key
    if any("/PresSteps" in page.obj for page in file.pdf.pages):
        yield "/PresSteps"
    if "/AlternatePresentations" in file.root.get("/Names", {}):
        yield "/AlternatePresentations"
    if "/JavaScript" in file.root.get("/Names", {}):
        yield "/JavaScript"
