"""The facts that the checks look at: an issue of the desk and one from a file give the same.

What only a printed issue can have, such as a contents list beside the headings, is empty for an
issue of the desk, where the program writes it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from bulletins.rhythm import ByWeekday, Rhythm


class Kind(Enum):
    """What a piece of an article's body is."""

    TEXT = "text"
    HEADING = "heading"
    LIST = "list"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True)
class Paragraph:
    """A piece of a body.

    ``after_gap``: more than one empty line stands before it, as where a picture was left out.
    """

    text: str
    kind: Kind = Kind.TEXT
    after_gap: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture of a body, with the words that go with it."""

    address: str
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True)
class DateEvidence:
    """A day that something other than the printed date names; ``origin`` says what."""

    origin: str
    day: date
    text: str = ""


@dataclass(frozen=True)
class DateText:
    """A printed date that cannot be read. ``meant`` is the day it seems to mean, if any."""

    text: str
    place: str
    item: int | None = None
    meant: date | None = None


@dataclass(frozen=True)
class PrintedBefore:
    """Where the article, or a near copy of it, was printed before."""

    issue: str
    position: int
    title: str


@dataclass(frozen=True)
class LinkFault:
    """Why a link leads nowhere, and whether the page is kept as it was fetched."""

    reason: str
    has_snapshot: bool = False


@dataclass(frozen=True)
class ItemFacts:
    """One placed article."""

    position: int
    title: str
    published_on: date | None = None
    source_name: str = ""
    url: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    pictures: tuple[Picture, ...] = ()
    #: Days that the page it was taken from names.
    evidence: tuple[DateEvidence, ...] = ()
    is_approved: bool = True
    printed_before: PrintedBefore | None = None
    link_fault: LinkFault | None = None
    contents_title: str | None = None
    inner_title: str | None = None
    #: The link as it was printed, line by line.
    url_lines: tuple[str, ...] = ()
    #: The date as it was printed.
    date_text: str = ""
    #: Labels such as 主要内容 that the other articles have.
    missing: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The body, a paragraph a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True)
class IssueFacts:
    """One issue, and what is known around it."""

    issue_date: date | None
    window_start: date | None
    window_end: date | None
    items: tuple[ItemFacts, ...] = ()
    #: What is printed before the articles: title of the series, who makes it, foreword.
    title: str = ""
    organisation: str = ""
    foreword: str = ""
    #: How many items the foreword and the contents list tell of; None: they say nothing.
    foreword_count: int | None = None
    contents_count: int | None = None
    unreadable_dates: tuple[DateText, ...] = ()
    #: The series: when it usually appears, and the last window's end.
    rhythm: Rhythm = field(default_factory=ByWeekday)
    last_window_end: date | None = None
    #: The number that the issue has or would be given, and the one given before it.
    number: int | None = None
    last_number: int | None = None
    #: The window that the series' calendar has for this date, merges and moves included.
    planned_window: tuple[date, date] | None = None
    #: Host names of known outlets by their names.
    outlets: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    #: Code points that a face of the PDF has a glyph for; None: it is not known.
    printable: Container[int] | None = field(default=None, hash=False)

    @property
    def start(self) -> date | None:
        """The first day of the window, or the one that its unreadable text seems to mean."""
        meant = (text.meant for text in self.unreadable_dates if text.place == "window_start")
        return self.window_start or next(meant, None)
