"""Broken files: each of these breaks a file that is good in one way, which a rule must find."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String


def _first(root: Any, kind: str) -> Any:
    found = [root.StructTreeRoot]
    while found:
        element = found.pop(0)
        if element.get("/S") == kind:
            return element
        held = element.get("/K", [])
        held = list(held) if isinstance(held, pikepdf.Array) else [held]
        found += [kid for kid in held if isinstance(kid, pikepdf.Dictionary)]
    raise AssertionError(kind)


def _note(pdf: pikepdf.Pdf) -> Any:
    return next(page.obj.Annots[0] for page in pdf.pages if "/Annots" in page.obj)


def _font(pdf: pikepdf.Pdf) -> Any:
    return next(iter(pdf.pages[0].resources.Font.values()))


def _descriptor(pdf: pikepdf.Pdf) -> Any:
    return _font(pdf).DescendantFonts[0].FontDescriptor


def _stream(pdf: pikepdf.Pdf, kind: str, *, at: int = 0) -> Any:
    return [thing for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == kind][at]  # fmt: skip


def _paint(pdf: pikepdf.Pdf, operators: bytes) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(operators))


def _metadata(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    stream: Any = pdf.Root.Metadata
    stream.write(stream.read_bytes().replace(old, new))


def _set(found: Any, **values: object) -> None:
    for key, value in values.items():
        found[f"/{key}"] = value


def _name(pdf: pikepdf.Pdf) -> bytes:
    return next(iter(pdf.pages[0].resources.Font.keys())).removeprefix("/").encode()


def _renumber_glyphs(pdf: pikepdf.Pdf) -> None:
    """As in a font that was cut: its glyphs moved up, the numbers that it gives them did not."""
    content = _descriptor(pdf).FontFile3
    program = TTFont(BytesIO(content.read_bytes()))
    top = program["CFF "].cff.topDictIndex[0]
    order = [".notdef", *(f"cid{place + 7:05d}" for place in range(1, len(top.charset)))]
    glyphs = top.CharStrings.charStrings
    renamed = {new: glyphs[old] for old, new in zip(top.charset, order, strict=True)}
    top.CharStrings.charStrings, top.charset = renamed, order
    program.setGlyphOrder(order)
    program.save(target := BytesIO())
    content.write(target.getvalue())


def _add(pdf: pikepdf.Pdf, **entries: object) -> None:
    """Add a stream that nothing else speaks of."""
    _set(pdf.Root, Added=pdf.make_stream(b"", **entries))


#: The rule, and how it is broken.
FAULTS: list[tuple[str, Callable[[pikepdf.Pdf], object]]] = [
    ("limits", lambda pdf: _set(pdf.Root, Long=String(b"a" * 40_000))),
    ("forbidden_keys", lambda pdf: _set(pdf.Root, AA=Dictionary())),
    ("output_intent", lambda pdf: _set(pdf.Root.OutputIntents[0].DestOutputProfile, N=4)),
    ("operators", lambda pdf: _paint(pdf, b"q")),
    ("colours", lambda pdf: _paint(pdf, b"0 0 0 1 k")),
    (
        "graphics_states",
        lambda pdf: _set(pdf.pages[0].resources, X=Dictionary(Type=Name.ExtGState, TR=1)),
    ),
    ("pictures", lambda pdf: _set(_stream(pdf, "/Image"), Interpolate=True)),
    ("notes", lambda pdf: _set(_note(pdf), F=2)),
    ("actions", lambda pdf: _set(_note(pdf), A=Dictionary(S=Name.JavaScript, JS=""))),
    ("destinations", lambda pdf: _set(_note(pdf), Dest=String("nowhere"))),
    ("attached_files", lambda pdf: _set(pdf.Root, AF=Array())),
    ("embedded", lambda pdf: _set(_font(pdf), BaseFont=Name("/Arial"))),
    ("composite", lambda pdf: _set(_font(pdf), Encoding=Name("/UniGB-UTF16-H"))),
    ("glyphs", lambda pdf: _paint(pdf, b"BT /%s 9 Tf <0000> Tj ET" % _name(pdf))),
    ("widths", lambda pdf: _set(_font(pdf).DescendantFonts[0], W=Array(), DW=123)),
    ("in_unicode", lambda pdf: _font(pdf).ToUnicode.write(b"")),
    ("identification", lambda pdf: _metadata(pdf, b'conformance="A"', b'conformance="B"')),
    (
        "schemas",
        lambda pdf: _metadata(pdf, b"<pdfaProperty:name>part<", b"<pdfaProperty:name>rev<"),
    ),
    ("title", lambda pdf: _set(pdf.Root.ViewerPreferences, DisplayDocTitle=False)),
    ("dates", lambda pdf: _metadata(pdf, b"<xmp:CreateDate>", b"<xmp:CreateDate>on ")),
    ("language", lambda pdf: _set(pdf.Root, Lang=String("中文"))),
    ("marked", lambda pdf: _set(pdf.Root.MarkInfo, Suspects=True)),
    ("content", lambda pdf: _paint(pdf, b"0 0 10 10 re f")),
    ("parent_tree", lambda pdf: _set(_note(pdf), StructParent=9999)),
    ("parents", lambda pdf: _set(_first(pdf.Root, "/TR"), P=_first(pdf.Root, "/P"))),
    ("types", lambda pdf: _set(_first(pdf.Root, "/P"), S=Name("/Absatz"))),
    ("nesting", lambda pdf: _set(_first(pdf.Root, "/LBody"), S=Name("/TD"))),
    ("headings", lambda pdf: _set(_first(pdf.Root, "/H1"), S=Name("/H3"))),
    ("figures", lambda pdf: _set(_first(pdf.Root, "/Figure"), Alt=String(""))),
    ("tables", lambda pdf: _set(_first(pdf.Root, "/TH").A, Scope=Name("/None"))),
    ("links", lambda pdf: _set(_first(pdf.Root, "/Link"), K=Array([0]))),
    ("described", lambda pdf: _set(_first(pdf.Root, "/P"), ActualText=String(""))),
    ("bookmarks", lambda pdf: _set(pdf.Root.Outlines.First, Title=String(""))),
    ("filters", lambda pdf: _add(pdf, F=String("elsewhere"))),
    ("filters", lambda pdf: _add(pdf, Filter=Name.JPXDecode)),
    ("names", lambda pdf: _set(pdf.Root, Long=Name("/" + "a" * 128))),
    ("forms", lambda pdf: _add(pdf, Subtype=Name.Form, Ref=Dictionary())),
    ("glyphs_by_place", _renumber_glyphs),
    ("packet", lambda pdf: _metadata(pdf, b'begin="', b'bytes="9" begin="')),
    ("identifiers", lambda pdf: _set(_first(pdf.Root, "/P"), S=Name.Note)),
    ("hexadecimal_strings", lambda pdf: _paint(pdf, b"BT /%s 9 Tf <001> Tj ET" % _name(pdf))),
    ("limits", lambda pdf: _paint(pdf, b"0.%s1 w" % (b"0" * 40))),
    ("limits", lambda pdf: _paint(pdf, b"q " * 29 + b"Q " * 29)),
    ("forbidden_keys", lambda pdf: _set(pdf.pages[0].obj, PresSteps=Dictionary())),
    ("page_boxes", lambda pdf: _set(pdf.pages[0].obj, MediaBox=Array([0, 0, 595, 14_401]))),
    ("page_boxes", lambda pdf: _set(pdf.pages[0].obj, TrimBox=Array([-9, 0, 595, 842]))),
    ("resources", lambda pdf: _paint(pdf, b"/Missing gs")),
    ("colours", lambda pdf: _set(_stream(pdf, "/Image"), ColorSpace=Name.DeviceCMYK)),
    ("rendering_intents", lambda pdf: _paint(pdf, b"/Warm ri")),
    (
        "graphics_states",
        lambda pdf: _set(pdf.pages[0].resources.ExtGState, X=Dictionary(BM=Name.Brighter)),
    ),
    ("forms", lambda pdf: _add(pdf, PatternType=1)),
    ("actions", lambda pdf: _set(_note(pdf), A=Dictionary(S=Name.Launch))),
    ("declared_pictures", lambda pdf: _set(_stream(pdf, "/Image"), ColorSpace=Name.DeviceGray)),
    ("declared_pictures", lambda pdf: _set(_stream(pdf, "/Image"), BitsPerComponent=4)),
    ("declared_pictures", lambda pdf: _set(_stream(pdf, "/Image", at=1), Height=9)),
    ("masks", lambda pdf: _set(_stream(pdf, "/Image"), SMask=_stream(pdf, "/Image", at=1))),
    ("font_files", lambda pdf: _set(_descriptor(pdf).FontFile3, Subtype=Name.CIDFontType0C)),
    ("font_files", lambda pdf: _set(_font(pdf).DescendantFonts[0], Subtype=Name.CIDFontType2)),
    ("packet", lambda pdf: pdf.Root.Metadata.write(b"\xff")),
    ("schemas", lambda pdf: _metadata(pdf, b"category>internal<", b"category>ours<")),
    ("prefixes", lambda pdf: _metadata(pdf, b"pdfuaid", b"ua")),
    ("properties", lambda pdf: _metadata(pdf, b"pdf:Producer", b"pdf:Printer")),
    ("properties", lambda pdf: _metadata(pdf, b"rdf:Seq", b"rdf:Bag")),
    ("figure_areas", lambda pdf: _set(_first(pdf.Root, "/Figure").A, BBox=Array([0, 0, 9, 9]))),
    ("tables", lambda pdf: _set(_first(pdf.Root, "/TH").A, RowSpan=9)),
    ("tables", lambda pdf: _set(_first(pdf.Root, "/TH").A, ColSpan=2)),
    ("table_parts", lambda pdf: _set(_first(pdf.Root, "/TBody"), S=Name.THead)),
    (
        "captions",
        lambda pdf: _first(pdf.Root, "/Table").K.extend([_first(pdf.Root, "/Caption")] * 2),
    ),
]

#: The rule, and the bytes that others take the place of.
FAULTS_IN_BYTES = [
    ("header", b"\xf0\x9f\x96\xa4", b"ABCD"),
    ("end", b"%%EOF", b"%%EOF more"),
    ("trailer", b"/ID ", b"/No "),
    ("cross_references", b"startxref\n", b"startxref\n9"),
    ("objects", b"endobj\n", b"endobj "),
    ("streams_as_long_as_they_say", b"\nendstream", b" endstream"),
]
