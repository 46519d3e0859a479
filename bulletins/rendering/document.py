"""The frozen document: everything that one issue prints, copied, so that it never changes again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sized
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from bulletins.rendering.look import Layout, Look, Section
from bulletins.rendering.placeholders import filled


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
    look: Look = field(default_factory=Look)
    #: What the foreword says of earlier issues, or of this one: corrections and withdrawals.
    notices: tuple[str, ...] = ()

    @property
    def is_preview(self) -> bool:
        """Whether the issue has no number yet."""
        return self.number is None

    @property
    def number_text(self) -> str:
        """第五六八期, or 预览 for an issue without a number."""
        return "预览" if self.number is None else self.look.number_form.write(self.number)

    @property
    def issue_date_text(self) -> str:
        """The date in the masthead."""
        return self.look.date_form.write(self.issue_date)

    @property
    def sections(self) -> list[Section]:
        """The sections of the look, in their order, without those that have nothing to say."""
        texts: dict[Section, Sized] = {
            Section.FOREWORD: self.foreword,
            Section.NOTICES: self.notices,
            Section.IMPRINT: self.imprint_lines,
        }
        return [section for section in self.look.sections if texts.get(section, section)]

    @property
    def foreword(self) -> str:
        """The sentence under 本期导语."""
        if self.printed_foreword or not (self.window_start and self.window_end):
            return self.printed_foreword
        return self._filled(self.look.foreword)

    @property
    def above_title(self) -> str:
        """The line of the masthead above its title; empty: none."""
        return self._filled(self.look.above_title)

    @property
    def below_title(self) -> str:
        """The line of the masthead below its title; empty: none."""
        return self._filled(self.look.below_title)

    @property
    def imprint_lines(self) -> list[str]:
        """Who makes the bulletin, a line each."""
        return [line for line in self._filled(self.look.imprint).splitlines() if line.strip()]

    def _filled(self, text: str) -> str:
        """Fill the placeholders of a text of the look."""
        masthead, write = self.masthead, self.look.date_form.write
        return filled(
            text,
            {
                "刊名": masthead.title,
                "期号": self.number_text,
                "出刊日期": self.issue_date_text,
                "单位": masthead.organisation,
                "篇数": str(len(self.items)),
                "主题": masthead.topic_phrase,
                "范围": masthead.scope_phrase,
                "起始日期": write(self.window_start),
                "截止日期": write(self.window_end),
            },
        )

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
            # Documents without a look are from before there was a choice.
            look=Look.from_json(plain.get("look", {"layout": Layout.COMPACT})),
            notices=tuple(plain.get("notices", ())),
        )


def text_digest(text: dict[str, Any]) -> str:
    """SHA-256 of printed fields as JSON; pictures count through their hashed addresses."""
    plain = json.dumps(text, ensure_ascii=False, sort_keys=True, default=date.isoformat)
    return hashlib.sha256(plain.encode()).hexdigest()


def _item_from_json(plain: dict[str, Any]) -> DocumentItem:
    return DocumentItem(**plain | {"published_on": _day(plain["published_on"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
