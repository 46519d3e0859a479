"""Parts: selectors for link, title and date within the rows of a list. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lxml.html import HtmlElement

from monitor.discovery.naming import part_selectors
from monitor.discovery.rows import MIN_ROWS, Row, text_of, weight
from monitor.notation.selectors import Selector
from monitor.pipeline.extract.moments import moments
from monitor.pipeline.listing import Selectors

#: Parts of this share of the rows must be named rightly.
_MOST = 0.9
#: The shortest title, in Chinese characters, and the longest text around a date.
_SHORT_TITLE = 4
_MAX_DATE = 40
#: A link that holds one of these holds more than a title.
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = (*_HEADINGS, "p", "div", "time", "em", "i")


def selectors_for(item: str, rows: Sequence[Row]) -> Selectors:
    """Give the selectors of rows, of whose parts only those that the defaults would not find."""
    told = [row for row in rows if row.headline is not None]
    return Selectors(item, link=_link(told), title=_title(told), date=_date(told))


def _named(
    rows: Sequence[Row],
    part_of: Callable[[Row], HtmlElement | None],
    fits: Callable[[Row, HtmlElement], bool],
) -> str:
    """Give the first selector that names a fitting part in nearly all rows; none: empty."""
    for row in rows[:MIN_ROWS]:  # the first row may be the odd one
        part = part_of(row)
        for selector in () if part is None else part_selectors(row.element, part):
            found = [(each, Selector(selector).first(each.element)) for each in rows]
            fitting = sum(place is not None and fits(each, place) for each, place in found)
            if fitting >= _MOST * len(rows):
                return selector
    return ""


def _link(rows: Sequence[Row]) -> str:
    """Name the headline's link, unless the row is the link or begins with it."""
    firsts = sum(next(_links(row.element), None) is row.headline for row in rows)
    if firsts >= _MOST * len(rows):
        return ""
    return _named(rows, lambda row: row.headline, lambda row, link: link is row.headline)


def _links(element: HtmlElement) -> Iterator[HtmlElement]:
    return (link for link in element.iter("a") if link.get("href"))


def _title(rows: Sequence[Row]) -> str:
    """Name the title, where the link holds more: a summary, a date."""
    if sum(map(_holds_more, rows)) * 2 < len(rows):
        return ""
    return _named(rows, _title_part, lambda _row, part: _is_title(part))


def _holds_more(row: Row) -> bool:
    link = row.headline
    if link is None:
        return False
    return _holds_blocks(link) or (_is_dated(text_of(link)) and len(link) > 0)


def _holds_blocks(element: HtmlElement) -> bool:
    return next(element.iterdescendants(*_BLOCKS), None) is not None


def _title_part(row: Row) -> HtmlElement | None:
    """A heading in the link, or what the page itself calls a title, or the first worded part."""
    if row.headline is None:
        return None
    called = [part for part in row.headline.iterdescendants() if _is_called_title(part)]
    parts = [part for part in row.headline.iterdescendants() if not _holds_blocks(part)]
    return next((part for part in [*called, *parts] if _is_title(part)), None)


def _is_called_title(part: HtmlElement) -> bool:
    return part.tag in _HEADINGS or "tit" in part.get("class", "")


def _is_title(part: HtmlElement) -> bool:
    return weight(text_of(part)) >= _SHORT_TITLE


def _date(rows: Sequence[Row]) -> str:
    """Name the part with the date, so that no date within a title is taken for it."""
    dated = [row for row in rows if _date_part(row) is not None]
    shown = sum(_is_dated(text_of(row.element)) for row in rows)
    if len(dated) < _MOST * shown or shown * 2 < len(rows):
        return ""
    return _named(dated, _date_part, lambda _row, part: _is_date(part))


def _date_part(row: Row) -> HtmlElement | None:
    """The innermost element that shows a date and little else."""
    parts = (part for part in row.element.iterdescendants() if part is not row.headline)
    dated = [part for part in parts if _is_date(part)]
    return next((part for part in dated if not any(map(_is_date, part))), None)


def _is_date(part: HtmlElement) -> bool:
    text = text_of(part)
    return len(text) < _MAX_DATE and _is_dated(text)


def _is_dated(text: str) -> bool:
    return any(moments(text))
