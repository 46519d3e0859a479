"""Real PDFs with one thing wrong: bytes of a file in, bytes of the spoilt file out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf

Spoil = Callable[[bytes], bytes]
_Instructions = list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]


def _spoilt(spoil: Callable[[pikepdf.Pdf], None]) -> Spoil:
    def apply(data: bytes) -> bytes:
        target = BytesIO()
        with pikepdf.open(BytesIO(data)) as pdf:
            spoil(pdf)
            pdf.save(target)
        return target.getvalue()

    return apply


def _places(instructions: _Instructions, operator: str) -> Iterator[int]:
    return (at for at, found in enumerate(instructions) if str(found.operator) == operator)


def _rewrite(pdf: pikepdf.Pdf, page: pikepdf.Page, instructions: _Instructions) -> None:
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _page_with_picture(pdf: pikepdf.Pdf) -> tuple[pikepdf.Page, _Instructions, int]:
    for page in pdf.pages:
        instructions = list(pikepdf.parse_content_stream(page))
        if places := list(_places(instructions, "Do")):
            return page, instructions, places[0]
    raise AssertionError("no picture")


@_spoilt
def change_a_character(pdf: pikepdf.Pdf) -> None:
    """Show another glyph of a line in the place of its first."""
    page = pdf.pages[1]
    instructions = list(pikepdf.parse_content_stream(page))
    place = list(_places(instructions, "TJ"))[8]
    shown = instructions[place].operands[0]
    glyphs = b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
    others = (glyphs[at : at + 2] for at in range(2, len(glyphs), 2))
    other = next(glyph for glyph in others if glyph != glyphs[:2])
    instructions[place] = pikepdf.ContentStreamInstruction(
        [pikepdf.Array([pikepdf.String(other + glyphs[2:])])], pikepdf.Operator("TJ")
    )
    _rewrite(pdf, page, instructions)


@_spoilt
def leave_out_a_piece(pdf: pikepdf.Pdf) -> None:
    """Leave one piece of a line unpainted."""
    page = pdf.pages[1]
    instructions = list(pikepdf.parse_content_stream(page))
    del instructions[list(_places(instructions, "TJ"))[8]]
    _rewrite(pdf, page, instructions)


@_spoilt
def paint_a_piece_twice(pdf: pikepdf.Pdf) -> None:
    """Paint one piece of a line once more."""
    page = pdf.pages[1]
    instructions = list(pikepdf.parse_content_stream(page))
    place = list(_places(instructions, "TJ"))[8]
    instructions.insert(place, instructions[place])
    _rewrite(pdf, page, instructions)


@_spoilt
def change_a_page_number(pdf: pikepdf.Pdf) -> None:
    """Let the contents name the page of the second article for the first."""
    page = pdf.pages[0]
    instructions = list(pikepdf.parse_content_stream(page))
    places = list(_places(instructions, "TJ"))
    first, second, *_others = (
        after for before, after in pairwise(places) if _are_points(instructions[before])
    )
    instructions[first] = pikepdf.ContentStreamInstruction(
        instructions[second].operands, pikepdf.Operator("TJ")
    )
    _rewrite(pdf, page, instructions)


def _are_points(
    shown: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage,
) -> bool:
    """Whether glyphs are a leader: one of them again and again."""
    glyphs = [bytes(part) for part in shown.operands[0] if isinstance(part, pikepdf.String)]
    return len(glyphs) > 8 and len(set(glyphs)) == 1


@_spoilt
def swap_pages(pdf: pikepdf.Pdf) -> None:
    """Put the last page but one at the end."""
    pdf.pages.append(pdf.pages[-2])
    del pdf.pages[-3]


@_spoilt
def drop_the_last_item(pdf: pikepdf.Pdf) -> None:
    """Take the pages of the last article away."""
    del pdf.pages[-1]


@_spoilt
def cut_a_link(pdf: pikepdf.Pdf) -> None:
    """Take the end off an address."""
    links = [note for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note]
    links[-1].A.URI = pikepdf.String(str(links[-1].A.URI)[:-5])


@_spoilt
def remove_a_link(pdf: pikepdf.Pdf) -> None:
    """Take the last link away."""
    page = [page for page in pdf.pages if any("/A" in note for note in page.get("/Annots", []))][-1]
    del page.Annots[-1]


@_spoilt
def remove_a_picture(pdf: pikepdf.Pdf) -> None:
    """Leave one picture unpainted."""
    page, instructions, place = _page_with_picture(pdf)
    del instructions[place]
    _rewrite(pdf, page, instructions)


@_spoilt
def exchange_a_picture(pdf: pikepdf.Pdf) -> None:
    """Show the second picture in the place of the first."""
    page, instructions, place = _page_with_picture(pdf)
    names = [pikepdf.Name(name) for name, _picture in page.Resources.XObject.items()]
    other = next(name for name in names if name != instructions[place].operands[0])
    instructions[place] = pikepdf.ContentStreamInstruction([other], pikepdf.Operator("Do"))
    _rewrite(pdf, page, instructions)
