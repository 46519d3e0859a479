"""What pages paint and where they lead (ISO 19005-3, 6.2, 6.3, 6.5)."""

from __future__ import annotations

import hashlib
import re
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
#: Of inks that the profile of a screen doesn't know.
_INKS = ("/DeviceCMYK", "/DeviceN", "/Separation")
_INTENTS = ("/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation")
#: Kinds of what pages name, by operator.
_NAMING = {
    "Tf": "/Font", "gs": "/ExtGState", "Do": "/XObject", "sh": "/Shading",
    "cs": "/ColorSpace", "CS": "/ColorSpace", "BDC": "/Properties",
}  # fmt: skip
_OWN_SPACES = ("/DeviceRGB", "/DeviceGray", "/Pattern")
_MEDIA_TYPE = re.compile(r"/[-\w+.]+/[-\w+.]+")
_SMALLEST_PAGE, _LARGEST_PAGE = 3, 14_400
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
        if not str(intent.get("/OutputConditionIdentifier", "")):
            yield "a profile without a name"
        if "/DestOutputProfileRef" in intent:
            yield "a profile outside"


def operators(file: PdfFile) -> Iterator[str]:
    """6.2.2: only operators of the standard; states that are saved are restored."""
    yield from {step.operator for step in file.steps} - _OPERATORS
    last = {step.page: step.depth for step in file.steps}
    yield from (f"page {page}: saved state" for page, depth in last.items() if depth)


def page_boxes(file: PdfFile) -> Iterator[str]:
    """6.1.13: a page has a size, and its parts lie within it."""
    for number, page in enumerate(file.pdf.pages):
        whole = [float(value) for value in page.obj.get("/MediaBox", [])] or [0, 0, 0, 0]
        for key in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
            left, bottom, right, top = map(float, page.obj.get(key, whole))
            sides = right - left, top - bottom
            if not _SMALLEST_PAGE <= min(sides) <= max(sides) <= _LARGEST_PAGE:
                yield f"page {number}: {key} of {sides}"
            if left < whole[0] or bottom < whole[1] or right > whole[2] or top > whole[3]:
                yield f"page {number}: {key} reaches out"


def resources(file: PdfFile) -> Iterator[str]:
    """6.2.2: a page has resources of its own, and all in them that it names."""
    for number, page in enumerate(file.pdf.pages):
        if "/Resources" not in page.obj:
            yield f"page {number}: none of its own"
    named = {(step.page, _NAMING[step.operator], str(name)) for step in file.steps
             if step.operator in _NAMING for name in step.operands
             if isinstance(name, pikepdf.Name) and step.operator != "BDC"}  # fmt: skip
    for number, kind, name in sorted(named):
        if name not in _OWN_SPACES and name not in file.pdf.pages[number].resources.get(kind, {}):
            yield f"page {number}: {kind} without {name}"


def colours(file: PdfFile) -> Iterator[str]:
    """6.2.4: colours that the profile knows, wherever spaces of colours are named."""
    if any(step.operator in ("k", "K") for step in file.steps):
        yield "CMYK"
    operands = [name for step in file.steps if step.operator in ("cs", "CS")
                for name in step.operands]  # fmt: skip
    for value in (*file.values, *operands):
        if isinstance(value, pikepdf.Name) and str(value) in _INKS:
            yield str(value)


def rendering_intents(file: PdfFile) -> Iterator[str]:
    """6.2.6: colours are fitted in one of four ways."""
    found = [step.operands[0] for step in file.steps if step.operator == "ri"]
    found += [state.RI for state in file.graphics_states if "/RI" in state]
    found += [stream.Intent for stream in file.streams if "/Intent" in stream]
    yield from (str(name) for name in found if str(name) not in _INTENTS)


def graphics_states(file: PdfFile) -> Iterator[str]:
    """6.2.5, 6.2.10: no transfer functions, halftones, unknown blending."""
    for state in file.graphics_states:
        yield from (key for key in ("/TR", "/HT", "/HTP", "/HTO") if key in state)
        if str(state.get("/TR2", "/Default")) != "/Default":
            yield "/TR2"
        if str(state.get("/BM", "/Normal")) not in _BLENDS:
            yield str(state.BM)


def forms(file: PdfFile) -> Iterator[str]:
    """6.2.9; Matterhorn 30: no PostScript, nothing from other files, nothing that rules don't see.

    Forms and patterns are allowed, but paint what no rule here looks at; our pages have none.
    """
    for stream in file.streams:
        if stream.get("/Subtype") == "/PS" or stream.get("/Subtype2") == "/PS":
            yield "PostScript"
        if stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1:
            yield "painted out of sight"


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
    led = [mark.A for mark in (*file.annotations, *file.bookmarks) if "/A" in mark]
    found = [thing for thing in file.dictionaries
             if thing.get("/Type") == "/Action" or "/URI" in thing]  # fmt: skip
    for action in (*led, *found):
        if str(action.get("/S")) not in ("/URI", "/GoTo"):
            yield str(action.get("/S"))
        if "/URI" in action and not bytes(action.URI).isascii():
            yield f"an address that is not ASCII: {action.URI}"
    if any("/JS" in thing for thing in file.dictionaries):
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
        if not _MEDIA_TYPE.fullmatch(str(content.get("/Subtype", ""))):
            yield f"{found.UF}: of no kind"
        if not str(content.get("/Params", {}).get("/ModDate", "")).startswith("D:"):
            yield f"{found.UF}: of no day"
        if int(content.Params.Size) != len(content.read_bytes()):
            yield f"{found.UF}: of another size"
        checksum = hashlib.md5(content.read_bytes(), usedforsecurity=False).digest()
        if bytes(content.Params.CheckSum) != checksum or "/UF" not in found.EF:
            yield f"{found.UF}: not the file that was meant"
