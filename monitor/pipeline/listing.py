"""Listing: the rows of a list page become items, by CSS selectors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _
from soupsieve import SelectorSyntaxError

from content.sanitising import clean_line
from monitor.errors import AddressError, ParseError
from monitor.net import check_address
from monitor.pipeline.decode import decode
from monitor.pipeline.extract.moments import moments
from monitor.pipeline.items import MAX_ITEMS, FoundItem


@dataclass(frozen=True)
class Selectors:
    """CSS selectors of a row, and of its parts within the row; empty parts have defaults."""

    item: str
    link: str = ""
    title: str = ""
    date: str = ""


def parse_listing(
    body: bytes, url: str, selectors: Selectors, content_type: str = ""
) -> tuple[FoundItem, ...]:
    """Give the rows of a list page as items, in the page's order, without repeated links.

    Raises:
        ParseError: a selector is malformed, or no row with a link was found.

    """
    text, _charset = decode(body, content_type)
    page = BeautifulSoup(text, "lxml")
    base = _base(page, url)
    try:
        rows = page.select(selectors.item)
        found = [_item(row, base, selectors) for row in rows]
    except (SelectorSyntaxError, NotImplementedError) as error:  # the latter: pseudo-elements
        raise ParseError(_("A selector is malformed: %(error)s") % {"error": error}) from error
    items = tuple({item.key: item for item in found if item}.values())[:MAX_ITEMS]
    if not items:
        raise ParseError(
            _("No row with a link was found: has the page been redesigned? Check the selectors.")
        )
    return items


def _base(page: BeautifulSoup, url: str) -> str:
    declared = page.find("base", href=True)
    try:
        return urljoin(url, str(declared["href"])) if isinstance(declared, Tag) else url
    except ValueError:  # malformed, and passed over by browsers too
        return url


def _item(row: Tag, base: str, selectors: Selectors) -> FoundItem | None:
    link = _link(row, selectors.link)
    if link is None:
        return None
    try:
        url = check_address(urljoin(base, str(link["href"]).strip()))
    except (AddressError, ValueError):
        return None
    title = _title(row, link, selectors.title)
    return FoundItem(url=url, title=title[:500] or url[:500], published_on=_date(row, selectors))


def _link(row: Tag, selector: str) -> Tag | None:
    """The selected element if it is a link, else the first link in it; a row may be the link."""
    place = row.select_one(selector) if selector else row
    if place is None or place.get("href"):
        return place
    found = place.find("a", href=True)
    return found if isinstance(found, Tag) else None


def _title(row: Tag, link: Tag, selector: str) -> str:
    """The selected text; else the link's title attribute where its text is cut short."""
    place = row.select_one(selector) if selector else None
    if place is not None:
        return clean_line(place.get_text())
    text, whole = clean_line(link.get_text()), clean_line(str(link.get("title") or ""))
    cut = text.rstrip(".…")
    return whole if not text or (cut != text and whole.startswith(cut)) else text


def _date(row: Tag, selectors: Selectors) -> date | None:
    place = row.select_one(selectors.date) if selectors.date else row
    found = next(moments(place.get_text(" ")), None) if place else None
    return found.day if found else None
