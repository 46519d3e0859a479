"""What preflight looks at in an old bulletin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bulletins.importing.bulletin import ReadBulletin
from bulletins.importing.dates import PrintedDate
from bulletins.importing.items import ReadItem
from bulletins.importing.lines import Line
from bulletins.preflight.facts import DateText, IssueFacts, ItemFacts, Kind, Paragraph

#: So many empty lines stand where a picture was left out.
_PICTURE_GAP = 2


def facts_of(bulletin: ReadBulletin, outlets: Mapping[str, tuple[str, ...]]) -> IssueFacts:
    """Give the facts of a bulletin as it stands; ``outlets`` are the hosts of known outlets."""
    head = bulletin.head
    return IssueFacts(
        issue_date=head.date.day if head.date else None,
        window_start=head.start.day if head.start else None,
        window_end=head.end.day if head.end else None,
        items=tuple(
            _item(position, item, bulletin) for position, item in enumerate(bulletin.items, start=1)
        ),
        organisation=head.organisation,
        foreword=head.foreword,
        foreword_count=head.count,
        contents_count=len(bulletin.contents) if bulletin.contents else None,
        unreadable_dates=tuple(_unreadable(bulletin)),
        outlets=outlets,
    )


def item_of_page(title: str, lines: tuple[Line, ...]) -> ItemFacts:
    """Give the facts of a file that is no bulletin, as one article."""
    return ItemFacts(position=1, title=title, paragraphs=paragraphs_of(lines))


def paragraphs_of(lines: tuple[Line, ...]) -> tuple[Paragraph, ...]:
    """Give the pieces of a body."""
    return tuple(
        Paragraph(line.text, _kind(line), after_gap=line.gap >= _PICTURE_GAP)
        for line in lines
        if line.text
    )


def _item(position: int, item: ReadItem, bulletin: ReadBulletin) -> ItemFacts:
    entry = bulletin.contents[position - 1] if position <= len(bulletin.contents) else None
    return ItemFacts(
        position=position,
        title=item.title,
        published_on=item.date.day if item.date else None,
        source_name=item.outlet,
        url=item.url,
        paragraphs=paragraphs_of(item.body),
        contents_title=entry.title if entry else None,
        inner_title=item.inner_title,
        url_lines=item.url_lines,
        date_text=item.date.text if item.date else "",
        missing=item.missing,
    )


def _kind(line: Line) -> Kind:
    if line.heading:
        return Kind.HEADING
    return Kind.LIST if line.is_bullet else Kind.TEXT


def _unreadable(bulletin: ReadBulletin) -> Iterator[DateText]:
    head = bulletin.head
    places: list[tuple[PrintedDate | None, str, int | None]] = [
        (head.date, "issue_date", None),
        (head.start, "window_start", None),
        (head.end, "window_end", None),
    ]
    places += [(item.date, "item", at) for at, item in enumerate(bulletin.items, start=1)]
    for printed, place, item in places:
        if printed and printed.day is None:
            yield DateText(printed.text, place, item, printed.meant)
