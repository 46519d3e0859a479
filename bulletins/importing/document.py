"""A document as the bulletin that a reader of files would have found in it."""

from __future__ import annotations

from datetime import date

from bulletins.importing.bulletin import ReadBulletin
from bulletins.importing.contents import ContentsEntry
from bulletins.importing.dates import PrintedDate
from bulletins.importing.items import ReadItem
from bulletins.importing.lines import Line
from bulletins.importing.masthead import Head
from bulletins.preflight.facts import Kind
from bulletins.preflight.paragraphs import paragraphs_of
from bulletins.rendering.document import Document, DocumentItem


def as_bulletin(document: Document) -> ReadBulletin:
    """Give what is looked at and checked before the document is imported."""
    masthead = document.masthead
    return ReadBulletin(
        head=Head(
            title=masthead.title,
            number=document.number,
            organisation=masthead.organisation,
            date=_date(document.issue_date),
            foreword=document.foreword,
            start=_date(document.window_start),
            end=_date(document.window_end),
            count=len(document.items),
            topic=masthead.topic_phrase,
            scope=masthead.scope_phrase,
        ),
        contents=tuple(ContentsEntry(item.title, item.source_name) for item in document.items),
        items=tuple(_item(item, masthead.source_label) for item in document.items),
    )


def _item(item: DocumentItem, label: str) -> ReadItem:
    return ReadItem(
        title=item.title,
        outlet=item.source_name,
        outlet_label=label,
        url=item.url,
        url_lines=(item.url,) if item.url else (),
        date=_date(item.published_on),
        body=tuple(
            Line(
                paragraph.text,
                heading=int(paragraph.kind is Kind.HEADING),
                is_bullet=paragraph.kind is Kind.LIST,
            )
            for paragraph in paragraphs_of(item.body_html)
        ),
    )


def _date(day: date | None) -> PrintedDate | None:
    return PrintedDate(f"{day.year}-{day.month}-{day.day}", day) if day else None
