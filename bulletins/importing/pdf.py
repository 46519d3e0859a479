"""PDF files → lines: what stands on the pages line by line becomes paragraphs again."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException
from PIL import Image

from bulletins.importing.lines import FilePicture, Line, UnreadableFileError, joined

#: Pages of one file that are read.
MOST_PAGES = 300
_PAGE_NUMBER = re.compile(r"^\s*[-—–]*\s*(?:第\s*)?\d{1,3}\s*(?:页)?\s*[-—–]*\s*$")
_NEW_POINT = re.compile(
    r"^\s*(?:[（(]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[.．、)）](?!\d)"
    r"|(?:标题|媒体|来源|链接|网址|日期|主要内容|正文)\s*[:：]|https?://"
    r"|\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?\s*(?:$|来源|媒体|\d{1,2}:))"
)
_BULLET = re.compile(r"^[•●▪■◦]\s*")
#: A heading's number and dots stand away from its words.
_LEADERS = re.compile(r"(?:\s*[.…·]){4,}\s*\d*\s*$")
#: In widths of a character: a line so far from the left begins a paragraph, so far from the right
#: ends one; a picture's place is that high.
_INDENT, _SHORT, _GAP = 0.8, 2.0, 1.5
#: A gap that is no blank, in widths of a character: Latin stands a quarter off from Chinese.
_BLANK = 0.4
#: A line at the head or foot of so many pages is not text.
_RUNNING = 2
#: Pictures smaller than this, in points, are decoration.
_SMALLEST = 40


@dataclass(frozen=True)
class _PageLine:
    """A line on a page, in points from its upper left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    links: tuple[str, ...] = ()
    pictures: tuple[FilePicture, ...] = field(default=(), compare=False)

    @property
    def size(self) -> float:
        """The width of a Chinese character."""
        return self.bottom - self.top


def read_pdf(data: bytes) -> list[Line]:
    """Give the paragraphs of a PDF with text, its links whole, its pictures where they stand.

    Raises:
        UnreadableFileError: not a PDF, locked, or nothing but pictures of pages.

    """
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            pages = [list(_page(page)) for page in file.pages[:MOST_PAGES]]
    # The parser raises nearly anything on broken files.
    except (
        PdfminerException, ValueError, KeyError, TypeError, AttributeError, IndexError,
        RecursionError, OSError,
    ) as error:  # fmt: skip
        raise UnreadableFileError from error
    lines = _without_running(pages)
    if not any(line.text for line in lines):
        raise UnreadableFileError
    return list(_paragraphs(lines))


def _page(page: Page) -> Iterator[_PageLine]:
    """Give lines and pictures of a page from its head to its foot."""
    found = page.extract_text_lines(return_chars=False, x_tolerance_ratio=_BLANK)
    lines = [_line(plain, page.hyperlinks) for plain in found]
    yield from sorted([*lines, *_pictures(page)], key=lambda line: (line.top, line.left))


def _line(plain: dict[str, Any], hyperlinks: Sequence[dict[str, Any]]) -> _PageLine:
    links = tuple(
        dict.fromkeys(
            link["uri"] for link in hyperlinks
            if link.get("uri") and link["top"] < plain["bottom"] and link["bottom"] > plain["top"]
        )
    )  # fmt: skip
    text = _LEADERS.sub("", plain["text"]).strip()
    return _PageLine(text, plain["x0"], plain["x1"], plain["top"], plain["bottom"], links)


def _pictures(page: Page) -> Iterator[_PageLine]:
    """Give the pictures of a page as they are shown there."""
    for number, image in enumerate(page.images):
        box = (
            max(image["x0"], 0), max(image["top"], 0),
            min(image["x1"], page.width), min(image["bottom"], page.height),
        )  # fmt: skip
        if box[2] - box[0] < _SMALLEST or box[3] - box[1] < _SMALLEST:
            continue
        shown: Image.Image = page.crop(box).to_image(resolution=200).original
        target = io.BytesIO()
        shown.convert("RGB").save(target, "PNG")
        picture = FilePicture(f"{page.page_number}-{number}.png", target.getvalue())
        yield _PageLine("", box[0], box[2], box[1], box[3], pictures=(picture,))


def _without_running(pages: list[list[_PageLine]]) -> list[_PageLine]:
    """Leave out page numbers and the heads and feet that pages share."""
    ends = Counter(line.text for page in pages for line in {*page[:1], *page[-2:]} if line.text)
    running = {text for text, times in ends.items() if times >= _RUNNING}
    return [
        line
        for page in pages
        for line in page
        if line.pictures
        or _NEW_POINT.match(line.text)  # 主要内容： may begin two pages
        or (line.text and line.text not in running and not _PAGE_NUMBER.match(line.text))
    ]


def _paragraphs(lines: list[_PageLine]) -> Iterator[Line]:
    """Join the lines of a paragraph, told by the indent of its first and the end of its last."""
    left = min(line.left for line in lines if line.text)
    right = max(line.right for line in lines if line.text)
    collected: list[_PageLine] = []
    gap = 0
    for line in lines:
        if line.pictures:
            yield from _joined(collected, gap)
            collected, gap = [], 0
            yield Line("", pictures=line.pictures)
            continue
        if collected and _begins(line, collected[-1], left, right):
            yield from _joined(collected, gap)
            collected, gap = [], int(line.top - collected[-1].bottom > _GAP * line.size)
        collected.append(line)
    yield from _joined(collected, gap)


def _begins(line: _PageLine, before: _PageLine, left: float, right: float) -> bool:
    indented = line.left > left + _INDENT * line.size
    short = before.right < right - _SHORT * before.size
    return indented or short or bool(_NEW_POINT.match(line.text))


def _joined(collected: list[_PageLine], gap: int) -> Iterator[Line]:
    if collected:
        links = tuple(dict.fromkeys(link for line in collected for link in line.links))
        text = joined(line.text for line in collected)
        bullet = _BULLET.match(text)
        text = text[bullet.end() :] if bullet else text
        yield Line(text, gap=gap, is_bullet=bool(bullet), links=links)
