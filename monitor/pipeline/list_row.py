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
        headline = self._headline(row, [link for address, link in links if address == url])
        return ToldItem(
            links=(url,),
            title=escape(self._worded_title(row, headline)),
            summary=escape(clean_line(self._summary.text(row))) if self._summary else "",
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

    def _headline(self, row: HtmlElement, links: Sequence[HtmlElement]) -> HtmlElement:
        """Give the selected element, else the first of the links that is not only a picture."""
        selected = self._title.first(row) if self._title else None
        if selected is not None:
            return selected
        return next((link for link in links if _text(link)), links[0])

    def _worded_title(self, row: HtmlElement, headline: HtmlElement) -> str:
        """Give its text without the date in it; the title attribute where the text is cut short."""
        if self._title and self._title.attribute:
            return clean_line(headline.get(self._title.attribute, ""))
        shows_date = self._date and not self._date.attribute
        date = self._date.first(row) if self._date and shows_date else None
        text = clean_line(_text(headline, without=None if date is headline else date))
        if self._title:
            return text
        whole = clean_line(headline.get("title", ""))
        cut = text.rstrip(".…")
        return whole if not text or (cut != text and whole.startswith(cut)) else text

    def _dates(self, row: HtmlElement, headline: HtmlElement) -> Iterator[str]:
        """Give where its date stands: as selected, or beside the headline rather than in it."""
        if self._date:
            text = self._date.text(row)[:_DATE_WITHIN]
            yield _date(text) or text
            return
        beside = clean_line(_text(row, without=headline))[:_DATE_WITHIN]
        yield _date(beside) or (beside if len(beside) < _COUNTED_WITHIN else "")
        yield _date(_text(row)[:_DATE_WITHIN])


def _date(text: str) -> str:
    """Give the first date of a text, put right where the day stands large before the month."""
    if shown := next(moments(text), None):
        return shown.text
    split = _DAY_FIRST.search(text)
    return "-".join(split.group(2, 3, 1)) if split else ""


def _text(element: HtmlElement, *, without: HtmlElement | None = None) -> str:
    """Give the words of an element, leaving out those of another one in it."""
    if without is None:
        return " ".join(element.itertext())
    return " ".join(_words(element, without))


def _words(element: HtmlElement, without: HtmlElement) -> Iterator[str]:
    if element is without:
        return
    yield element.text or ""
    for child in element:
        yield from _words(child, without)
        yield child.tail or ""
