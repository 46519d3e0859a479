"""What pages paint and where they lead (ISO 19005-3, 6.2, 6.3, 6.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.bulletins.rendering.conformance.file import PdfFile

_OPERATORS = frozenset(
    (  # noqa: SIM905 - easier to read than a list
        "b B b* B* BDC BI BMC BT c cm CS cs d Do DP EI EMC ET f F f* G g gs h i ID j J k K l "
        "M m MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz "
        "v w W W* y ' \" d0 d1 BX EX"
    ).split()
)
_BLENDS = frozenset(
    (  # noqa: SIM905 - easier to read than a list
        "/Normal /Compatible /Multiply /Screen /Overlay /Darken /Lighten /ColorDodge "
        "/ColorBurn /HardLight /SoftLight /Difference /Exclusion /Hue /Saturation /Color "
        "/Luminosity"
    ).split()
)
_SPACES = ("/DeviceRGB", "/DeviceGray", "/ICCBased", "/Indexed", "/CalRGB", "/CalGray", "/Lab",
           "/Separation", "/Pattern")  # fmt: skip
_PRINT, _HIDING = 4, 1 | 2 | 32 | 256  # Invisible, Hidden, NoView, ToggleNoView


def output_intent(file: PdfFile) -> Iterator[str]:
    """6.2.3: one profile of colours with pixels of three parts, which are RGB."""
    found = [intent for intent in file.root.OutputIntents if intent.S == "/GTS_PDFA1"]
    if len(found) != 1:
        yield f"{len(found)} intents"
    for intent in found:
        profile = intent.DestOutputProfile.read_bytes()
        if profile[36:40] != b"acsp" or profile[8] > 4:
            yield "no profile"
        if (profile[12:16], profile[16:20]) not in ((b"mntr", b"RGB "), (b"prtr", b"RGB ")):
            yield f"a profile of {profile[12:20]!r}"
        if intent.DestOutputProfile.N != 3:
            yield "not of three parts"
        if int.from_bytes(profile[:4], "big") != len(profile):
            yield "a profile cut off"
        if "/DestOutputProfileRef" in intent:
            yield "a profile outside"


def operators(file: PdfFile) -> Iterator[str]:
    """6.2.2: only operators of the standard; states that are saved are restored."""
    yield from {step.operator for step in file.steps} - _OPERATORS
    last = {step.page: step.depth for step in file.steps}
    yield from (f"page {page}: saved state" for page, depth in last.items() if depth)


def colours(file: PdfFile) -> Iterator[str]:
    """6.2.4: colours that the profile knows."""
    if any(step.operator in ("k", "K") for step in file.steps):
        yield "CMYK"
    for thing in file.dictionaries:
        if thing.get("/Subtype") == "/Image" and "/ColorSpace" in thing:
            space = thing.ColorSpace
            name = str(space[0] if isinstance(space, pikepdf.Array) else space)
            if name not in _SPACES:
                yield name


def graphics_states(file: PdfFile) -> Iterator[str]:
    """6.2.5, 6.2.10: no transfer functions, halftones, unknown blending."""
    for thing in file.dictionaries:
        if thing.get("/Type") == "/ExtGState":
            yield from (key for key in ("/TR", "/HTP", "/HTO") if key in thing)
            if str(thing.get("/TR2", "/Default")) != "/Default":
                yield "/TR2"
            if str(thing.get("/BM", "/Normal")) not in _BLENDS:
                yield str(thing.BM)


def pictures(file: PdfFile) -> Iterator[str]:
    """6.2.8: no interpolation, no other versions; so many bits."""
    for stream in file.streams:
        if stream.get("/Subtype") == "/Image":
            if bool(stream.get("/Interpolate", False)):
                yield "interpolated"
            if int(stream.get("/BitsPerComponent", 1)) not in (1, 2, 4, 8):
                yield f"{stream.BitsPerComponent} bits"
            yield from (key for key in ("/Alternates", "/OPI") if key in stream)


def forms(file: PdfFile) -> Iterator[str]:
    """6.2.9; Matterhorn 30-001: no PostScript, nothing from other files."""
    for stream in file.streams:
        if stream.get("/Subtype") == "/PS" or stream.get("/Subtype2") == "/PS":
            yield "PostScript"
        if stream.get("/Subtype") == "/Form":
            yield from (key for key in ("/OPI", "/Ref", "/PS") if key in stream)


def notes(file: PdfFile) -> Iterator[str]:
    """6.3; Matterhorn 28: links that are printed, told in words; read in the tree's order."""
    for page in file.pdf.pages:
        found = list(page.obj.get("/Annots", []))
        if found and page.obj.get("/Tabs") != "/S":
            yield "no order of tabs"
        if "/AA" in page.obj:
            yield "an action of a page"
        yield from (fault for note in found for fault in _annotation(note))


def _annotation(note: Any) -> Iterator[str]:
    if note.Subtype != "/Link":
        yield str(note.Subtype)
    flags = int(note.get("/F", 0))
    if not flags & _PRINT or flags & _HIDING:
        yield f"flags {flags}"
    if not str(note.get("/Contents", "")).strip():
        yield "told in no words"
    if "/StructParent" not in note:
        yield "in no element"
    if "/AA" in note or "/AP" in note:
        yield "an action or an appearance"
    left, bottom, right, top = map(float, note.Rect)
    if left == right or bottom == top:
        yield "no area"


def actions(file: PdfFile) -> Iterator[str]:
    """6.5: links lead to addresses and places; nothing runs."""
    for thing in file.dictionaries:
        if thing.get("/Type") == "/Action" or "/URI" in thing:
            if str(thing.get("/S")) not in ("/URI", "/GoTo"):
                yield str(thing.get("/S"))
            if "/URI" in thing and not bytes(thing.URI).isascii():
                yield f"an address that is not ASCII: {thing.URI}"
        if "/JS" in thing:
            yield "JavaScript"


def destinations(file: PdfFile) -> Iterator[str]:
    """Every place that is led to is there, on a page of the file."""
    tree = file.root.get("/Names", {}).get("/Dests", {})
    names = [str(name) for name in list(tree.get("/Names", []))[::2]]
    if names != sorted(names):
        yield "names not in their order"
    pages = {page.obj.objgen for page in file.pdf.pages}
    for place in list(tree.get("/Names", []))[1::2]:
        if place[0].objgen not in pages:
            yield "a page of no file"
    for note in file.annotations:
        if "/Dest" in note and str(note.Dest) not in names:
            yield str(note.Dest)


def attached_files(file: PdfFile) -> Iterator[str]:
    """6.8; Matterhorn 21-001: named twice, related, dated, of a known kind, in the list AF."""
    listed = [found.objgen for found in file.root.get("/AF", [])]
    tree = file.root.get("/Names", {}).get("/EmbeddedFiles", {})
    for found in list(tree.get("/Names", []))[1::2]:
        if found.objgen not in listed:
            yield f"{found.get('/UF')}: in no list"
        if not (found.get("/F") and found.get("/UF") and found.get("/Desc")):
            yield "no name"
        if str(found.get("/AFRelationship")) not in (
            "/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified",
        ):  # fmt: skip
            yield f"{found.UF}: related in no way"
        content = found.EF.F
        if "/" not in str(content.get("/Subtype", "/"))[1:]:
            yield f"{found.UF}: of no kind"
        if not str(content.get("/Params", {}).get("/ModDate", "")).startswith("D:"):
            yield f"{found.UF}: of no day"
        if int(content.Params.Size) != len(content.read_bytes()):
            yield f"{found.UF}: of another size"
