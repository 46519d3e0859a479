"""One row of a list page: its link, title, date and summary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from lxml.html import HtmlElement

from content.sanitising import clean_line
from monitor.notation.selectors import Selector
from monitor.pipeline.extract.moments import moments
from monitor.pipeline.extract.tree import absolute
from monitor.pipeline.feed_item import ToldItem

#: Characters of a row in which its date is looked for.
_DATE_WITHIN = 2000
#: Characters beside a headline, if it has no date: so few may count from today (昨天), no summary.
_COUNTED_WITHIN = 30
_DAY_FIRST = re.compile(r"(?<!\d)([0-3]?\d)\s+(20\d\d)\s*[-./年]\s*([01]?\d)(?!\d|\s*[-./月]\s*\d)")


@dataclass(frozen=True)
class Selectors:
    """CSS selectors of a row, and of its parts within the row; empty parts have defaults."""

    item: str
    link: str = ""
    title: str = ""
    date: str = ""
    summary: str = ""


class RowReader:
    """Reads the rows of one page.

    Raises:
        ValidationError: a selector is malformed.

    """

    def __init__(self, selectors: Selectors, base: str) -> None:
        self._base = base
        self._link = Selector(selectors.link or ":scope")
        self._title, self._date, self._summary = (
            Selector(text) if text else None
            for text in (selectors.title, selectors.date, selectors.summary)
        )

    def read(self, row: HtmlElement) -> ToldItem | None:
        """Give what a row tells; None if it has no link to a page."""
        links = list(self._links(row))
        if not links:
            return None
        url = links[0][0]
        selected = self._title.first(row) if self._title else None
        if self._title and selected is not None:
            headline, title = selected, self._selected_title(row, selected, self._title.attribute)
        else:
            headline = _telling([link for address, link in links if address == url])
            title = self._link_title(row, headline)
        return ToldItem(
            links=(url,),
            title=escape(title),
            summary=escape(self._summary.text(row)) if self._summary else "",
            dates=tuple((written, None) for written in self._dates(row, headline)),
        )

    def _links(self, row: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
        """Give the selected links, or those in what is selected, that lead to a page."""
        for place in self._link.all(row):
            is_link = self._link.attribute or place.get("href")
            for link in (place,) if is_link else place.iter("a"):
                url = absolute(self._base, link.get(self._link.attribute or "href", ""))
                if url:
                    yield url, link

    def _selected_title(self, row: HtmlElement, headline: HtmlElement, attribute: str) -> str:
        return headline.get(attribute, "") if attribute else self._undated(row, headline)

    def _link_title(self, row: HtmlElement, link: HtmlElement) -> str:
        """Give the link's text; its title attribute where the text is cut short."""
        text, whole = clean_line(self._undated(row, link)), clean_line(link.get("title", ""))
        cut = text.rstrip(".…")
        return whole if not text or (cut != text and whole.startswith(cut)) else text

    def _undated(self, row: HtmlElement, headline: HtmlElement) -> str:
        """Give the text of a headline without the date that some have in it."""
        shows_date = self._date and not self._date.attribute
        date = self._date.first(row) if self._date and shows_date else None
        return "".join(_words(headline, None if date is headline else date))

    def _dates(self, row: HtmlElement, headline: HtmlElement) -> Iterator[str]:
        """Give where its date stands: as selected, or beside the headline rather than in it."""
        if self._date:
            text = self._date.text(row, joint=" ")[:_DATE_WITHIN]
            yield _date(text) or text
            return
        beside = clean_line(" ".join(_words(row, headline)))[:_DATE_WITHIN]
        yield _date(beside) or (beside if len(beside) < _COUNTED_WITHIN else "")
        yield _date(" ".join(_words(row))[:_DATE_WITHIN])


def _telling(links: Sequence[HtmlElement]) -> HtmlElement:
    """Give the first of the links that has words and is not only a picture."""
    return next((link for link in links if "".join(link.itertext()).strip()), links[0])


def _date(text: str) -> str:
    """Give the first date of a text, put right where the day stands large before the month."""
    if shown := next(moments(text), None):
        return shown.text
    split = _DAY_FIRST.search(text)
    return "-".join(split.group(2, 3, 1)) if split else ""


def _words(element: HtmlElement, without: HtmlElement | None = None) -> Iterator[str]:
    """Give the words of an element, leaving out those of another one in it."""
    if element is without:
        return
    yield element.text or ""
    for child in element:
        yield from _words(child, without)
        yield child.tail or ""
