"""What is known of a page once it has been read. Plain values, no behaviour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple, Self


class Found(NamedTuple):
    """What was found, or ``""``, and the name of the rule that found it."""

    value: str
    rule: str

    @classmethod
    def first(cls, rules: Mapping[str, Callable[[], str]]) -> Self:
        """Try rules by name, in their order, until one gives something."""
        found = ((rule(), name) for name, rule in rules.items())
        return cls(*next(filter(itemgetter(0), found), ("", "")))


@dataclass(frozen=True)
class PageImage:
    """A picture of the article: its absolute http(s) address, and its caption or ``""``."""

    src: str
    caption: str


@dataclass(frozen=True)
class Author:
    """One who worked on the text.

    ``role`` is ``author``, ``reporter``, ``correspondent``, ``photographer`` or ``editor``.
    """

    role: str
    name: str


@dataclass(frozen=True)
class DateEvidence:
    """One place that speaks of a date.

    ``kind`` is the place: ``text`` (what a reader sees beside the headline), ``json-ld``, ``meta``,
    ``script``, ``url`` or ``dateline`` of the page, ``item`` of the feed or list, or ``http``.
    ``value`` is an ISO date, or a date and time with offset. ``text`` is what was said there.
    ``decided`` tells the one that was believed.
    """

    kind: str
    value: str
    text: str
    decided: bool = False

    @property
    def day(self) -> date:
        """Give the day, as its place names it."""
        return date.fromisoformat(self.value[:10])

    @property
    def shown(self) -> str:
        """Give day and time to the minute, to be read by people."""
        return self.value[:16].replace("T", " ")


@dataclass(frozen=True)
class Page:
    """The article that a page holds.

    ``published_on`` is the day of publication, ``published_at`` the moment in Asia/Shanghai; each
    is ``None`` unless the page says it. ``source_name`` is the outlet without its label, or ``""``.
    ``body_html`` holds allow-listed elements only, ``body_text`` the same words with paragraphs
    parted by line feeds. ``original_outlet`` is where the text appeared first, if the page says so
    (in the words ``origin``) and it is another outlet. ``rules`` names the rule that found each of
    ``title``, ``body``, ``source_name`` and ``original_outlet``; ``doubts`` are those of
    :mod:`monitor.pipeline.extract.doubts`. ``next_url`` is the address of the article's next page,
    ``whole_url`` that of a page with all of it, or ``""``.
    """

    url: str
    title: str
    source_name: str
    published_on: date | None
    published_at: datetime | None
    body_html: str
    body_text: str
    images: tuple[PageImage, ...]
    charset: str
    date_evidence: tuple[DateEvidence, ...]
    original_outlet: str = ""
    origin: str = ""
    authors: tuple[Author, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    next_url: str = ""
    whole_url: str = ""
