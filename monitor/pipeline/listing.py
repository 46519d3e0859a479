"""Listing: the rows of a list page are told, by CSS selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from monitor.errors import ParseError
from monitor.notation.selectors import Selector
from monitor.pipeline.embedded import open_scripts, shown
from monitor.pipeline.extract import ExtractionError
from monitor.pipeline.extract.tree import absolute, base_url, parse
from monitor.pipeline.feed_item import ToldItem
from monitor.pipeline.list_row import RowReader, Selectors

__all__ = ["ListPage", "NoRowsError", "Selectors", "read_listing"]

_SCRIPT = re.compile(r"\bscript\b")
#: Rows, and children of one element, that are looked at: pages that people wrote have fewer.
_MOST = 1000


class NoRowsError(ParseError):
    """The page can be read and has no row, or none with a link."""


@dataclass(frozen=True)
class ListPage:
    """What a list page tells, and the address of the next one; empty if it links to none."""

    items: tuple[ToldItem, ...]
    next_url: str = ""


def read_listing(text: str, url: str, selectors: Selectors, next_page: str = "") -> ListPage:
    """Give the rows of a list page in its order; their links are complete.

    Raises:
        NoRowsError: it has no row with a link.
        ParseError: a selector is malformed, or the page is no page.

    """
    try:
        root = parse(shown(text), url)
        if _SCRIPT.search(selectors.item):
            open_scripts(root, url)
        _shorten(root)
        base = base_url(root, url)
        return ListPage(_rows(root, base, selectors), _next(root, base, next_page))
    except ExtractionError as error:
        raise ParseError(str(error)) from error
    except ValidationError as error:
        raise ParseError(" ".join(error.messages)) from error


def _shorten(root: HtmlElement) -> None:
    for element in root.iter():
        del element[_MOST:]


def _rows(root: HtmlElement, base: str, selectors: Selectors) -> tuple[ToldItem, ...]:
    rows = Selector(selectors.item).all(root)
    if not rows:
        raise NoRowsError(
            _(
                "The page has no row that fits “%(selector)s”: has it been redesigned? "
                "Look at the page and mend the item selector."
            )
            % {"selector": selectors.item}
        )
    reader = RowReader(selectors, base)
    items = tuple(filter(None, map(reader.read, _innermost(rows[:_MOST]))))
    if not items:
        raise NoRowsError(
            _("The rows of the page have no link: look at the page and mend the link selector.")
        )
    return items


def _innermost(rows: list[HtmlElement]) -> Iterator[HtmlElement]:
    """Give those that hold no other: a selector such as “ul li” fits what is around rows, too."""
    for row, following in zip_longest(rows, rows[1:]):
        if following is None or row not in following.iterancestors():
            yield row


def _next(root: HtmlElement, base: str, selector: str) -> str:
    if not selector:
        return ""
    wanted = Selector(selector)
    found = wanted.first(root)
    return "" if found is None else absolute(base, found.get(wanted.attribute or "href", ""))
