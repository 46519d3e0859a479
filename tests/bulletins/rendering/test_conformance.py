"""An issue and a volume keep to every rule of PDF/A-3a and PDF/UA-1 that a program can judge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from bulletins.rendering.document import Document
from bulletins.rendering.fonts import FOLDER
from bulletins.rendering.pdf import print_html, render_pdf
from bulletins.rendering.volume.front import VolumeIssue, render_front
from bulletins.rendering.volume.joining import VolumePart, item_pages, join
from tests.bulletins.rendering.conformance import RULES
from tests.bulletins.rendering.conformance.file import PdfFile
from tests.bulletins.rendering.samples import PARAGRAPH, rich_document, sample_document
from tests.bulletins.rendering.test_archival import EVIDENCE, NESTED


def _volume(document: Document, issue: bytes, other: bytes) -> bytes:
    """Join two issues, of which the second has fonts of another build."""
    parts = [VolumePart("issue-0568", "第五六八期", issue, True),
             VolumePart("issue-0569", "第五六九期", other, False)]  # fmt: skip
    shown, page = [], 1
    for part in parts:
        count, pages = item_pages(part.pdf)
        kept = replace(document, items=document.items[: len(pages)])
        shown.append(VolumeIssue(part.key, kept, page, pages, [["互联互通"] for _page in pages]))
        page += count
    return join(print_html(render_front(shown)), parts, FOLDER)


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("issue")
    rich = rich_document(folder)
    first, *others = rich.items
    nested = replace(first, body_html=first.body_html + NESTED)
    rich = replace(rich, items=(nested, *others))
    for name, document in (("issue", rich), ("other", sample_document(PARAGRAPH, number=569))):
        evidence = EVIDENCE if name == "issue" else None
        render_pdf(document, folder / name, folder, evidence=evidence)
    issue, other = ((folder / name).read_bytes() for name in ("issue", "other"))
    return {"issue": issue, "volume": _volume(rich, issue, other)}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("kind", ["issue", "volume"])
def test_file_keeps_to_the_rule(printed, kind, rule):
    with PdfFile.open(printed[kind]) as file:
        assert list(RULES[rule](file)) == []


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


def _stream(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(thing for thing in pdf.objects
                if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == kind)  # fmt: skip


def _paint(pdf: pikepdf.Pdf, operators: bytes) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(operators))


def _metadata(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    stream: Any = pdf.Root.Metadata
    stream.write(stream.read_bytes().replace(old, new))


def _set(found: Any, **values: object) -> None:
    for key, value in values.items():
        found[f"/{key}"] = value


SABOTAGE: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "limits": lambda pdf: _set(pdf.Root, Long=pikepdf.String(b"a" * 40_000)),
    "forbidden_keys": lambda pdf: _set(pdf.Root, AA=pikepdf.Dictionary()),
    "output_intent": lambda pdf: _set(pdf.Root.OutputIntents[0].DestOutputProfile, N=4),
    "operators": lambda pdf: _paint(pdf, b"q"),
    "colours": lambda pdf: _paint(pdf, b"0 0 0 1 k"),
    "graphics_states": lambda pdf: _set(
        pdf.pages[0].resources, X=pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, TR=1)
    ),
    "pictures": lambda pdf: _set(_stream(pdf, "/Image"), Interpolate=True),
    "notes": lambda pdf: _set(_note(pdf), F=2),
    "actions": lambda pdf: _set(_note(pdf), A=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="")),
    "destinations": lambda pdf: _set(_note(pdf), Dest=pikepdf.String("nowhere")),
    "attached_files": lambda pdf: _set(pdf.Root, AF=pikepdf.Array()),
    "embedded": lambda pdf: _set(_font(pdf), BaseFont=pikepdf.Name("/Arial")),
    "composite": lambda pdf: _set(_font(pdf), Encoding=pikepdf.Name("/UniGB-UTF16-H")),
    "glyphs": lambda pdf: _paint(pdf, b"BT /%s 9 Tf <0000> Tj ET" % _name(pdf)),
    "widths": lambda pdf: _set(_font(pdf).DescendantFonts[0], W=pikepdf.Array(), DW=123),
    "in_unicode": lambda pdf: _font(pdf).ToUnicode.write(b""),
    "identification": lambda pdf: _metadata(pdf, b'conformance="A"', b'conformance="B"'),
    "schemas": lambda pdf: _metadata(pdf, b"<pdfaProperty:name>part<", b"<pdfaProperty:name>rev<"),
    "title": lambda pdf: _set(pdf.Root.ViewerPreferences, DisplayDocTitle=False),
    "dates": lambda pdf: _metadata(pdf, b"<xmp:CreateDate>", b"<xmp:CreateDate>on "),
    "language": lambda pdf: _set(pdf.Root, Lang=pikepdf.String("中文")),
    "marked": lambda pdf: _set(pdf.Root.MarkInfo, Suspects=True),
    "content": lambda pdf: _paint(pdf, b"0 0 10 10 re f"),
    "parent_tree": lambda pdf: _set(_note(pdf), StructParent=9999),
    "parents": lambda pdf: _set(_first(pdf.Root, "/TR"), P=_first(pdf.Root, "/P")),
    "types": lambda pdf: _set(_first(pdf.Root, "/P"), S=pikepdf.Name("/Absatz")),
    "nesting": lambda pdf: _set(_first(pdf.Root, "/LBody"), S=pikepdf.Name("/TD")),
    "headings": lambda pdf: _set(_first(pdf.Root, "/H1"), S=pikepdf.Name("/H3")),
    "figures": lambda pdf: _set(_first(pdf.Root, "/Figure"), Alt=pikepdf.String("")),
    "tables": lambda pdf: _set(_first(pdf.Root, "/TH").A, Scope=pikepdf.Name("/None")),
    "links": lambda pdf: _set(_first(pdf.Root, "/Link"), K=pikepdf.Array([0])),
    "described": lambda pdf: _set(_first(pdf.Root, "/P"), ActualText=pikepdf.String("")),
    "bookmarks": lambda pdf: _set(pdf.Root.Outlines.First, Title=pikepdf.String("")),
}


def _name(pdf: pikepdf.Pdf) -> bytes:
    return next(iter(pdf.pages[0].resources.Font.keys())).removeprefix("/").encode()


@pytest.mark.parametrize("rule", SABOTAGE)
def test_rule_finds_the_fault(printed, rule):
    target = BytesIO()
    with pikepdf.open(BytesIO(printed["issue"])) as pdf:
        SABOTAGE[rule](pdf)
        pdf.save(target)
    with PdfFile.open(target.getvalue()) as file:
        assert list(RULES[rule](file))


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("header", b"\xf0\x9f\x96\xa4", b"ABCD"),
        ("end", b"%%EOF", b"%%EOF more"),
        ("streams_as_long_as_they_say", b"\nendstream", b" endstream"),
    ],
)
def test_rule_finds_the_fault_in_the_bytes(printed, rule, old, new):
    with PdfFile.open(printed["issue"].replace(old, new)) as file:
        assert list(RULES[rule](file))


def test_glyphs_that_a_font_numbers_in_another_way_are_found(printed):
    """As in a font that was cut: its glyphs moved up, the numbers that it gives them did not."""
    with PdfFile.open(printed["issue"]) as file:
        content = _font(file.pdf).DescendantFonts[0].FontDescriptor.FontFile3
        program = TTFont(BytesIO(content.read_bytes()))
        top = program["CFF "].cff.topDictIndex[0]
        order = [".notdef", *(f"cid{place + 7:05d}" for place in range(1, len(top.charset)))]
        glyphs = top.CharStrings.charStrings
        renamed = {new: glyphs[old] for old, new in zip(top.charset, order, strict=True)}
        top.CharStrings.charStrings, top.charset = renamed, order
        program.setGlyphOrder(order)
        program.save(target := BytesIO())
        content.write(target.getvalue())
        assert list(RULES["glyphs_by_place"](file))
