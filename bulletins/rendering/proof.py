"""The proof: what stands in the PDF against the page that was to be printed. Pure.

Text is compared piece by piece in the order of the page; of cells in a row the lines may take
turns. The printer may add but a few things to it: the dots and the page number of a line of
contents, the mark of a list's line, the head of a table that goes on on the next page, the hyphen
of a divided word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any
from unicodedata import normalize
from urllib.parse import quote

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from bulletins.glyphs import IGNORABLE
from bulletins.rendering.reading_back import ReadBack
from bulletins.rendering.side_by_side import Part, Places, neighbours
from content.sanitising import PICTURE_SRC

_UNSEEN = re.compile(f"[\\s{IGNORABLE}\ufffe]+")
_LEADER = re.compile(r"[.…·]+")
_MARKER = re.compile(r"\d+[.、)）]|[•◦▪■○●‣]")
_HYPHENS = ("-", "‐", "\x02")
_ITEM = re.compile(r"item-(\d+)")
#: What an address is written with (RFC 3986), and % before what it cannot be.
_OF_ADDRESSES = "/:?#[]@!$&'()*+,;=~%"
#: Dashes that a face draws by one glyph with two or three others in a row.
_DASHES = str.maketrans({"⸺": "——", "⸻": "———"})
#: Characters around a difference that are told.
_AROUND = 16


@dataclass(frozen=True)
class Difference:
    """Where the PDF says something else; ``item`` None: before the articles."""

    #: ``pdf-text``, ``link``, ``picture`` or ``page-number``.
    rule: str
    item: int | None
    expected: str
    found: str

    def to_json(self) -> dict[str, Any]:
        """Give the difference in JSON's own types."""
        return asdict(self)


@dataclass
class _Expected:
    text: str = ""
    #: By place in the text, the article that begins there.
    starts: list[tuple[int, int]] = field(default_factory=list)
    #: Places in the text, and how many lines of lists begin there: those of pictures have no text.
    lines: Counter[int] = field(default_factory=Counter)
    #: Where the list of contents ends, with its page numbers.
    contents_end: int = 0
    #: Of rows of tables, where the text of each cell begins and ends.
    rows: list[list[Part]] = field(default_factory=list)
    #: Texts of table heads, which may be printed again.
    heads: str = ""
    links: list[tuple[int | None, str]] = field(default_factory=list)
    pictures: list[tuple[int | None, str]] = field(default_factory=list)

    def item_at(self, place: int) -> int | None:
        return next((item for start, item in reversed(self.starts) if start <= place), None)


def differences(
    html: str, read: ReadBack, pictures: Mapping[str, str], same: Mapping[int, str]
) -> list[Difference]:
    """Compare what was read from a PDF with its page of HTML; gives the first of each kind.

    ``pictures`` tells for addresses of stored pictures what they are known by in a
    :class:`ReadBack`; ``same`` maps characters that share a picture in the fonts to one of them.
    """
    expected = _expected(html, same)
    found = (
        _text_difference(expected, read, same),
        _first("link", expected.links, read.links),
        _picture_difference(expected.pictures, read.pictures, pictures),
    )
    return [difference for difference in found if difference]


def _expected(html: str, same: Mapping[int, str]) -> _Expected:
    expected = _Expected()
    parts: list[str] = []
    length = 0

    def add(text: str | None, *, is_head: bool = False) -> None:
        nonlocal length
        seen = _seen(text or "", same)
        parts.append(seen)
        length += len(seen)
        if is_head:
            expected.heads += seen

    item: int | None = None
    heads = 0
    begins: dict[HtmlElement, int] = {}
    body = next(document_fromstring(html).iter("body"))
    row_of = {cell: row for row, cells in enumerate(neighbours(body)) for cell in cells}
    expected.rows = [[] for _row in dict.fromkeys(row_of.values())]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            if element.tag == "article" and (found := _ITEM.fullmatch(element.get("id", ""))):
                item = int(found[1])
                expected.starts.append((length, item))
            if element.tag == "li":
                expected.lines[length] += 1
            begins[element] = length
            heads += element.tag == "thead"
            if element.tag != "title":  # describes a QR code, and is not printed
                add(element.text, is_head=heads > 0)
            _note(element, item, expected)
        else:
            if element.tag == "nav":
                expected.contents_end = length
            if element in row_of:
                expected.rows[row_of[element]].append((begins[element], length))
            heads -= element.tag == "thead"
            add(element.tail, is_head=heads > 0)
    expected.text = "".join(parts)
    expected.rows.sort()
    return expected


def _note(element: HtmlElement, item: int | None, expected: _Expected) -> None:
    address = quote(element.get("href", "").strip(), safe=_OF_ADDRESSES)
    if element.tag == "a" and address and not address.startswith("#"):
        if not expected.links or expected.links[-1][1] != address:
            expected.links.append((item, address))
    elif element.tag == "img" and PICTURE_SRC.fullmatch(element.get("src", "")):
        expected.pictures.append((item, element.get("src", "")))


def _seen(text: str, same: Mapping[int, str]) -> str:
    """Give the text without blanks; signs that look alike count as the same (NFKD).

    Letters and the marks on them are apart, as they are when drawn from two faces.
    """
    return _UNSEEN.sub("", normalize("NFKD", text.translate(same).translate(_DASHES)))


def _text_difference(
    expected: _Expected, read: ReadBack, same: Mapping[int, str]
) -> Difference | None:
    pieces = [piece for text in read.texts if (piece := _seen(text, same))]
    places, before = Places(len(expected.text), expected.rows), ""
    numbers: list[str] = []
    for at, piece in enumerate(pieces):
        following = pieces[at + 1 : at + 1 + max([1, *(expected.lines[place] for place in places)])]
        if (
            places.first <= expected.contents_end
            and _LEADER.fullmatch(before)
            and piece.isdecimal()
        ):
            numbers.append(piece)
        elif any(_is_marker(piece, following, place, expected) for place in places):
            pass
        elif not (
            places.take(partial(_end, expected.text, piece))
            or _is_repeated(piece, following, expected)
            or _LEADER.fullmatch(piece)
        ):
            return _text_at(expected, places.first, "".join(pieces[at : at + 2]))
        before = piece
    if places.first < len(expected.text):
        return _text_at(expected, places.first, "")
    return _number_difference(numbers, read.targets)


def _end(text: str, piece: str, place: int) -> int | None:
    """Give where a piece ends that stands at this place; None if another text stands there.

    Readers tell a hyphen of the text, if it ends a line, as one that divides a word.
    """
    if text.startswith(piece, place):
        return place + len(piece)
    if piece.endswith(_HYPHENS) and text.startswith(piece[:-1], place):
        end = place + len(piece) - 1
        return end + text.startswith(_HYPHENS, end)
    return None


def _is_marker(piece: str, following: Sequence[str], place: int, expected: _Expected) -> bool:
    """Whether a piece is the mark of a list's line, followed by what this or a later line says."""
    for after in [*following, ""][: expected.lines[place]]:
        if not _MARKER.fullmatch(piece):
            return False
        if _end(expected.text, after, place) is not None:
            return True
        piece = after
    return False


def _is_repeated(piece: str, following: Sequence[str], expected: _Expected) -> bool:
    """Whether a piece is of the head of a table that goes on; there may be lists in it, too."""
    if _MARKER.fullmatch(piece) and following:
        piece = following[0]
    return piece in expected.heads


def _text_at(expected: _Expected, place: int, found: str) -> Difference:
    wanted = expected.text[place : place + _AROUND]
    return Difference("pdf-text", expected.item_at(place), wanted, found[:_AROUND])


def _number_difference(numbers: Sequence[str], targets: Sequence[int]) -> Difference | None:
    """Compare the page numbers in the contents with the pages to which its lines lead."""
    wanted = [(at, str(page)) for at, page in enumerate(targets, start=1)]
    return _first("page-number", wanted, numbers)


def _picture_difference(
    wanted: Iterable[tuple[int | None, str]], found: Sequence[str], known: Mapping[str, str]
) -> Difference | None:
    """Compare stored pictures; others, such as a QR code, are not looked at.

    Two addresses whose pictures look the same count as one.
    """
    addresses = {digest: address for address, digest in known.items()}
    stored = [addresses[digest] for digest in found if digest in addresses]
    named = [(item, addresses.get(known[address], address)) for item, address in wanted]
    return _first("picture", named, stored)


def _first(
    rule: str, wanted: Sequence[tuple[int | None, str]], found: Sequence[str]
) -> Difference | None:
    """Give the first place at which two rows differ."""
    for at, (item, value) in enumerate(wanted):
        if at >= len(found) or found[at] != value:
            return Difference(rule, item, value, found[at] if at < len(found) else "")
    if len(found) > len(wanted):
        return Difference(rule, None, "", found[len(wanted)])
    return None
