"""What a typographer looks at in the lines of an issue, measured on the engine's own boxes."""

# ruff: noqa: ANN401 - WeasyPrint's objects have no types.

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from weasyprint.formatting_structure.boxes import BlockContainerBox, LineBox, TextBox

from bulletins.rendering.breaking import BREAK, JOIN
from bulletins.rendering.child import StoredPictures, lay_out
from bulletins.rendering.fonts import CONFIGURATION
from bulletins.rendering.spacing import Place, stretchable

#: Marks that begin no line, and those that end none (GB/T 15834, CLREQ).
_NOT_FIRST = frozenset("，。、；：！？”’）》〉」』】〕…·%‰℃)")
_NOT_LAST = frozenset("“‘（《〈「『【〔(")
_MARKS = _NOT_FIRST | _NOT_LAST | {"—"}
#: CSS pixels in a point; how far from the edge a line is flush all the same.
_PIXELS, _TOLERANCE = 4 / 3, 0.2


@dataclass(frozen=True)
class Line:
    """One line of a justified paragraph."""

    text: str
    is_last: bool
    #: Points between its end and the right edge.
    short_by: float
    #: Points that were added between two Chinese characters, at most.
    widest_gap: float


@dataclass(frozen=True)
class LineQuality:
    """What was measured; empty lists are the aim."""

    lines: int
    full: int
    ragged: list[str]
    wide: list[tuple[float, str]]
    widest_gap: float
    lonely: list[str]
    bad_starts: list[str]
    bad_ends: list[str]
    #: Lines on the pages of running text alone.
    page_lines: list[int]


def measure(html: str, pictures: Path) -> LineQuality:
    """Lay a page of :func:`bulletins.rendering.html.render_html` out and measure its lines."""
    os.environ["FONTCONFIG_FILE"] = str(CONFIGURATION)
    document = lay_out(html, StoredPictures(pictures))
    paragraphs = [list(_lines(parts)) for parts in _paragraphs(document)]
    lines = [line for paragraph in paragraphs for line in paragraph]
    full = [line for line in lines if not line.is_last]
    following = [line.text for paragraph in paragraphs for line in paragraph[1:]]
    endings = [paragraph[-1].text for paragraph in paragraphs if len(paragraph) > 1]
    return LineQuality(
        lines=len(lines),
        full=len(full),
        ragged=[line.text for line in full if abs(line.short_by) > _TOLERANCE],
        wide=[(line.widest_gap, line.text) for line in full if line.widest_gap > 2],
        widest_gap=max((line.widest_gap for line in full), default=0),
        lonely=[text for text in endings if sum(sign not in _MARKS for sign in text) < 2],
        bad_starts=[text for text in following if text[:1] in _NOT_FIRST],
        bad_ends=[line.text for line in full if line.text[-1:] in _NOT_LAST],
        page_lines=list(_page_lines(document)),
    )


def _paragraphs(document: Any) -> list[list[Any]]:
    """Give the lines of each justified paragraph, of its parts on two pages together."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for page in document.pages:
        for box in page._page_box.descendants():
            if _is_running_text(box):
                found[box.element].extend((box, line) for line in box.children)
    return list(found.values())


def _is_running_text(box: Any) -> bool:
    return (
        isinstance(box, BlockContainerBox)
        and box.element_tag == "p"
        and box.style["text_align_all"] == "justify"
        and any(isinstance(child, LineBox) for child in box.children)
    )


def _lines(parts: list[tuple[Any, Any]]) -> Iterator[Line]:
    for place, (block, line) in enumerate(parts, start=1):
        texts = [box for box in line.descendants() if isinstance(box, TextBox)]
        end = texts[-1].position_x + texts[-1].width
        edge = block.content_box_x() + block.width
        visible = "".join(box.text for box in texts).replace(BREAK, "").replace(JOIN, "")
        gaps = (gap for box in texts for gap in _close_gaps(box))
        yield Line(
            visible, place == len(parts), (edge - end) / _PIXELS, max(gaps, default=0) / _PIXELS
        )


def _close_gaps(box: Any) -> Iterator[float]:
    places = stretchable(box.text)
    for place, added in box.pango_layout.stretch.items():
        if places.get(place) is Place.CLOSE:
            yield added


def _page_lines(document: Any) -> Iterator[int]:
    """Count the lines of pages of nothing but running text that goes on on the next page.

    A heading that goes over to the next page with what it is the heading of leaves lines free.
    """
    pages = [
        [
            box
            for box in page._page_box.descendants()
            if isinstance(box, LineBox) and box.element_tag
        ]
        for page in document.pages
    ]
    for boxes, after in pairwise(pages):
        plain = {(box.element_tag, box.style["text_align_all"]) for box in boxes}
        if plain == {("p", "justify")} and after and _goes_on(after[0]):
            yield len(boxes)


def _goes_on(first: Any) -> bool:
    return bool(first.element_tag == "p" and first.element.get("class") != "heading")
