"""The quick reader: well-formed RSS, Atom and RDF that hold nothing unusual, in about 1 ms.

It gives exactly what the judge would give, or gives up. So it knows by name what a feed may hold:
the parts that are read, and those that say nothing of title, link, summary and dates. Whatever it
does not know, be it a document type, inline XHTML or an odd attribute, is for the judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from xml.parsers import expat

from monitor.pipeline.extract.moments import first_moment
from monitor.pipeline.feed_item import ToldItem, UnusualFeedError

# Names are compared in lower case, those of namespaces too.
_ATOM = "http://www.w3.org/2005/atom"
_RSS1 = "http://purl.org/rss/1.0/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_XML = "http://www.w3.org/xml/1998/namespace"

#: By root element: the name of its items, and how deep they lie.
_ITEMS = {
    "rss": ("item", 2),
    f"{_RDF} rdf": (f"{_RSS1} item", 1),
    f"{_ATOM} feed": (f"{_ATOM} entry", 1),
}
_CORE = ("", f"{_RSS1} ", f"{_ATOM} ")
#: The parts of an item that are read, by the names that feeds give them.
_PARTS = {
    **{core + name: name for core in _CORE for name in ("title", "link", "summary", "description")},
    **{core + name: "id" for core in _CORE for name in ("guid", "id")},
    **{core + name: "published" for core in _CORE for name in ("pubdate", "published", "issued")},
    **{core + name: "updated" for core in _CORE for name in ("updated", "modified")},
    **{core + "source": "source" for core in _CORE},
    f"{_DC} date": "updated",
    f"{_ATOM} content": "content",
    f"{_CONTENT} encoded": "content",
}
#: Parts that say nothing of what is read.
_PASSED_OVER = frozenset(
    core + name
    for core in _CORE
    for name in ("author", "category", "comments", "contributor", "enclosure", "rights")
) | frozenset(f"{_DC} {name}" for name in ("creator", "publisher", "rights", "subject"))
_PASSED_OVER_NAMESPACES = (
    "http://purl.org/rss/1.0/modules/slash/",
    "http://purl.org/rss/1.0/modules/syndication/",
    "http://purl.org/syndication/thread/1.0",
    "http://rssnamespace.org/feedburner/ext/1.0",
    "http://wellformedweb.org/commentapi/",
)
#: Parts that may have parts of their own, and what stands for them.
_PERSONS, _PERSON = frozenset({f"{_ATOM} author", f"{_ATOM} contributor"}), "person"
_TYPES = frozenset({"text", "plain", "html", "text/plain", "text/html"})
_HTML_TYPES = frozenset({"html", "xhtml", "text/html", "application/xhtml+xml"})
#: Attributes of parts that are understood.
_ATTRIBUTES = {
    "id": {"ispermalink"},
    "title": {"type"},
    "summary": {"type"},
    "content": {"type"},
    "source": {"url"},
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
}
_LANGUAGE = f"{_XML} lang"
_BASES = frozenset({f"{_XML} base", "base"})

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: RFC 822 as nearly all feeds write it.
_RFC822 = re.compile(
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d\d?) ({'|'.join(_MONTHS)}) ((?:19|20)\d\d) "
    r"([01]\d|2[0-3]):([0-5]\d):([0-5]\d) (?:GMT|([+-](?:0\d|1[0-4])[0-5]\d))"
)
#: UTF-8 that somebody took for Latin-1, which the judge repairs; its second characters all begin
#: with this byte.
_TWICE_ENCODED = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")
_SECOND = b"\xc2"
#: The tail of an ampersand in an address.
_LOOSE_REFERENCE = re.compile(r"&(\w+);", re.ASCII)


def read_xml(text: str) -> list[ToldItem]:
    """Give the items of a feed, just as the judge would.

    Raises:
        UnusualFeedError: the text is not a feed, not well-formed, or holds what is not known here.

    """
    body = text.encode()
    if _SECOND in body and _TWICE_ENCODED.search(text):
        raise UnusualFeedError
    reader = _Reader()
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text.append
    parser.StartDoctypeDeclHandler = _give_up
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise UnusualFeedError from error
    return reader.items


def _give_up(*_event: object) -> None:
    raise UnusualFeedError


class _Reader:
    """Follows the parser's events: the root, the items in it, the parts of each.

    These methods are called a thousand times a feed: what they need is looked up by name.
    """

    def __init__(self) -> None:
        self.items: list[ToldItem] = []
        self.text: list[str] = []  # of the part that is read
        self._depth = 0
        self._item_name, self._item_depth = "", 0
        self._item: _Item | None = None
        self._part = ""
        self._attributes: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if attributes:
            attributes = {key.lower(): value for key, value in attributes.items()}
            if not _BASES.isdisjoint(attributes):
                raise UnusualFeedError
        if self._item:
            self._start_part(name, attributes)
        else:
            self._start_outside(name.lower(), attributes)
        self._depth += 1

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth == 0:
            self._start_root(name)
        elif name == self._item_name and self._depth == self._item_depth:
            self._item = _Item(attributes)
        elif name.rpartition(" ")[2] in ("item", "entry"):
            raise UnusualFeedError

    def _start_root(self, name: str) -> None:
        if name not in _ITEMS:
            raise UnusualFeedError
        self._item_name, self._item_depth = _ITEMS[name]

    def _start_part(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth == self._item_depth + 1:
            self._part = _part(name)
            self._attributes = attributes
            if attributes and self._part in _HANDLERS:
                _check(self._part, attributes)
            self.text.clear()
        elif self._part != _PERSON:
            raise UnusualFeedError

    def end(self, _name: str) -> None:
        self._depth -= 1
        if not self._item:
            return
        above = self._depth - self._item_depth
        if above == 0:
            self.items.append(self._item.told())
            self._item = None
        elif above == 1 and (handler := _HANDLERS.get(self._part)):
            handler(self._item, "".join(self.text).strip(), self._attributes)


@lru_cache(maxsize=200)
def _part(name: str) -> str:
    """Name a part as it is read; empty if it says nothing.

    Raises:
        UnusualFeedError: it is not known.

    """
    name = name.lower()
    if name in _PERSONS:
        return _PERSON
    if name in _PASSED_OVER or name.startswith(_PASSED_OVER_NAMESPACES):
        return ""
    if name not in _PARTS:
        raise UnusualFeedError
    return _PARTS[name]


def _check(part: str, attributes: dict[str, str]) -> None:
    if attributes.keys() - _ATTRIBUTES.get(part, set()) - {_LANGUAGE}:
        raise UnusualFeedError
    if part != "link" and attributes.get("type", "text").lower() not in _TYPES:
        raise UnusualFeedError


def _is_page(link: dict[str, str]) -> bool:
    alternate = link.get("rel", "alternate").lower() == "alternate"
    return alternate and link.get("type", "html").lower() in _HTML_TYPES


class _Item:
    """Gathers the parts of an item; which of several counts is as the judge has it."""

    def __init__(self, attributes: dict[str, str]) -> None:
        if attributes.keys() - {f"{_RDF} about", _LANGUAGE}:
            raise UnusualFeedError
        self._link: str | None = None
        self._id = attributes.get(f"{_RDF} about", "")
        self._title, self._has_title = "", False
        self._summary: str | None = None
        self._has_content = False
        self._published = self._updated = ""

    def told(self) -> ToldItem:
        return ToldItem(
            links=tuple(link for link in (self._link, self._id) if link),
            title=self._title,
            summary=self._summary or "",
            dates=(
                (self._published, _moment(self._published)),
                (self._updated, _moment(self._updated)),
            ),
        )

    def title(self, text: str, _attributes: dict[str, str]) -> None:
        if text and not self._has_title:
            self._title, self._has_title = text, True

    def source(self, _text: str, _attributes: dict[str, str]) -> None:
        self._has_title = False  # so the judge takes the next one

    def link(self, text: str, attributes: dict[str, str]) -> None:
        if "href" not in attributes:
            text = text.replace("&amp;", "&")
            self._link = _LOOSE_REFERENCE.sub(r"&\1", text) if ";" in text else text
        elif _is_page(attributes):
            self._link = attributes["href"]

    def id(self, text: str, attributes: dict[str, str]) -> None:
        self._id = text
        if self._link is None and attributes.get("ispermalink", "true") == "true":
            self._link = text

    def summary(self, text: str, _attributes: dict[str, str]) -> None:
        if self._summary is None or self._has_content:
            self._summary = text
        else:  # a second one is the content
            self._has_content = True

    def content(self, text: str, _attributes: dict[str, str]) -> None:
        self._has_content = True
        if self._summary is None:
            self._summary = text

    def published(self, text: str, _attributes: dict[str, str]) -> None:
        self._published = text

    def updated(self, text: str, _attributes: dict[str, str]) -> None:
        self._updated = text


_HANDLERS: dict[str, Callable[[_Item, str, dict[str, str]], None]] = {
    "title": _Item.title,
    "source": _Item.source,
    "link": _Item.link,
    "id": _Item.id,
    "summary": _Item.summary,
    "description": _Item.summary,
    "content": _Item.content,
    "published": _Item.published,
    "updated": _Item.updated,
}


def _moment(written: str) -> datetime | None:
    """The moment of RFC 822; what else is written must be for the caller to read."""
    if not written:
        return None
    if match := _RFC822.fullmatch(written):
        day, month, year, hour, minute, second, zone = match.groups()
        number = _MONTHS.index(month) + 1
        iso = f"{year}-{number:02}-{day:0>2}T{hour}:{minute}:{second}{zone or '+00:00'}"
        try:
            return datetime.fromisoformat(iso)
        except ValueError as error:
            raise UnusualFeedError from error
    if not written.isdigit() and not first_moment(written):
        raise UnusualFeedError
    return None
