"""The frozen document: everything that one issue prints, copied, so that it never changes again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from bulletins.numerals import issue_number_text


class Layout(TextChoices):
    """How a page is set."""

    OFFICIAL = "official", _("official (GB/T 9704: Fangsong, 22 lines of 28 characters)")
    COMPACT = "compact", _("compact (Song, more on a page)")


@dataclass(frozen=True)
class Look:
    """How the issue is printed: chosen for the series, and kept with the issue."""

    layout: Layout = Layout.OFFICIAL
    #: Whether each article shows its address as a QR code, for readers of the paper.
    qr_codes: bool = False


@dataclass(frozen=True)
class Masthead:
    """The words of the series, as they were when the issue was compiled."""

    title: str
    organisation: str
    topic_phrase: str
    """What the items are about, as in 共收集 3 篇…相关信息."""
    scope_phrase: str
    """Where was looked, as in 监测范围包括…等."""
    source_label: str
    """来源 or 媒体, whichever the series prints before an outlet's name."""


@dataclass(frozen=True)
class DocumentItem:
    """One article: its place in the issue and the text as approved."""

    position: int
    title: str
    source_name: str
    url: str
    #: None: an old bulletin shows none that can be read.
    published_on: date | None
    body_html: str

    @property
    def digest(self) -> str:
        """SHA-256 of the text, the one for which its article was approved."""
        text = asdict(self)
        del text["position"]
        return text_digest(text)

    @property
    def has_web_address(self) -> bool:
        """Whether the address can be followed; any other kind is printed as plain text."""
        return self.url.startswith(("http://", "https://"))

    @property
    def published_text(self) -> str:
        """The day as in the line under the title: 2024-3-26, without leading zeros."""
        day = self.published_on
        return f"{day.year}-{day.month}-{day.day}" if day else ""


@dataclass(frozen=True)
class Document:
    """One issue, whole; ``number`` is None while it is only a preview."""

    masthead: Masthead
    number: int | None
    issue_date: date
    #: None in an old bulletin that shows no readable one.
    window_start: date | None
    window_end: date | None
    items: tuple[DocumentItem, ...]
    #: The sentence as an old bulletin printed it; empty: written from the other fields.
    printed_foreword: str = ""
    look: Look = Look()
    #: What the foreword says of earlier issues, or of this one: corrections and withdrawals.
    notices: tuple[str, ...] = ()

    @property
    def is_preview(self) -> bool:
        """Whether the issue has no number yet."""
        return self.number is None

    @property
    def number_text(self) -> str:
        """第五六八期, or 预览 for an issue without a number."""
        return "预览" if self.number is None else issue_number_text(self.number)

    @property
    def issue_date_text(self) -> str:
        """The date in the masthead."""
        return date_text(self.issue_date)

    @property
    def foreword(self) -> str:
        """The sentence under 本期导语."""
        if self.printed_foreword or not (self.window_start and self.window_end):
            return self.printed_foreword
        return foreword(self.masthead, len(self.items), self.window_start, self.window_end)

    def to_json(self) -> dict[str, Any]:
        """Give the document in JSON's own types, dates as 2024-03-29."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self), default=date.isoformat))
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Document:
        """Give the document that :meth:`to_json` wrote.

        Raises KeyError, TypeError or ValueError for anything else.
        """
        return cls(
            masthead=Masthead(**plain["masthead"]),
            number=plain["number"],
            issue_date=date.fromisoformat(plain["issue_date"]),
            window_start=_day(plain["window_start"]),
            window_end=_day(plain["window_end"]),
            items=tuple(_item_from_json(item) for item in plain["items"]),
            printed_foreword=plain.get("printed_foreword", ""),
            look=_look_from_json(plain.get("look", {"layout": Layout.COMPACT})),
            notices=tuple(plain.get("notices", ())),
        )


def text_digest(text: dict[str, Any]) -> str:
    """SHA-256 of printed fields as JSON; pictures count through their hashed addresses."""
    plain = json.dumps(text, ensure_ascii=False, sort_keys=True, default=date.isoformat)
    return hashlib.sha256(plain.encode()).hexdigest()


def foreword(masthead: Masthead, count: int, window_start: date, window_end: date) -> str:
    """Say how many items the issue holds, on what, from which days and from where."""
    return (
        f"本期周报共收集 {count} 篇{masthead.topic_phrase}相关信息，"
        f"时间从 {date_text(window_start)}到 {date_text(window_end)}，"
        f"监测范围包括{masthead.scope_phrase}等。"
    )


def date_text(day: date) -> str:
    """Give the day in the bulletin's words: 2024 年 3 月 29 日 (Arabic figures: GB/T 9704)."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def _look_from_json(plain: dict[str, Any]) -> Look:
    """Give the look; documents without one are from before there was a choice."""
    return Look(**plain | {"layout": Layout(plain["layout"])})


def _item_from_json(plain: dict[str, Any]) -> DocumentItem:
    return DocumentItem(**plain | {"published_on": _day(plain["published_on"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
