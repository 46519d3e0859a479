"""The quick reader: well-formed RSS, Atom and RDF that hold nothing unusual, in about 1 ms.

It gives exactly what the judge would give, or gives up. So it knows by name what a feed may hold:
the parts that are read, and those that say nothing of title, link, summary and dates. Whatever it
does not know, be it a document type, inline XHTML or an odd attribute, is for the judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from xml.parsers import expat

from monitor.pipeline.extract.moments import moments
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
    f"{_DC} date": "updated",
    f"{_ATOM} content": "content",
    f"{_CONTENT} encoded": "content",
}
#: Parts that say nothing of what is read, some with parts of their own.
_PASSED_OVER = frozenset(
    core + name
    for core in _CORE
    for name in ("author", "category", "comments", "contributor", "enclosure", "rights", "source")
) | frozenset(f"{_DC} {name}" for name in ("creator", "publisher", "rights", "subject"))
_PASSED_OVER_NAMESPACES = (
    "http://purl.org/rss/1.0/modules/slash/",
    "http://purl.org/rss/1.0/modules/syndication/",
    "http://purl.org/syndication/thread/1.0",
    "http://rssnamespace.org/feedburner/ext/1.0",
    "http://wellformedweb.org/commentapi/",
)
_PERSONS = frozenset({f"{_ATOM} author", f"{_ATOM} contributor"})
_TYPES = frozenset({"text", "plain", "html", "text/plain", "text/html"})
_HTML_TYPES = frozenset({"html", "xhtml", "text/html", "application/xhtml+xml"})
#: Attributes of parts that are understood.
_ATTRIBUTES = {
    "id": {"ispermalink"},
    "title": {"type"},
    "summary": {"type"},
    "content": {"type"},
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
#: UTF-8 that somebody took for Latin-1, which the judge repairs; and the tail of an ampersand in
#: an address.
_TWICE_ENCODED = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")
_LOOSE_REFERENCE = re.compile(r"&(\w+);", re.ASCII)


def read_xml(text: str) -> list[ToldItem]:
    """Give the items of a feed, just as the judge would.

    Raises:
        UnusualFeedError: the text is not a feed, not well-formed, or holds what is not known here.

    """
    if _TWICE_ENCODED.search(text):
        raise UnusualFeedError
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.take
    parser.StartDoctypeDeclHandler = _give_up
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise UnusualFeedError from error
    return reader.items


def _give_up(*_event: object) -> None:
    raise UnusualFeedError


class _Reader:
    """Follows the parser's events: the root, the items in it, the parts of each."""

    def __init__(self) -> None:
        self.items: list[ToldItem] = []
        self._depth = 0
        self._item_name, self._item_depth = "", 0
        self._item: _Item | None = None
        self._part: str | None = None  # the name of the part that is read or passed over
        self._attributes: dict[str, str] = {}
        self._text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.lower()
        if attributes:
            attributes = {key.lower(): value for key, value in attributes.items()}
            if not _BASES.isdisjoint(attributes):
                raise UnusualFeedError
        if self._depth == 0:
            self._start_root(name)
        elif self._item:
            self._start_part(name, attributes)
        elif name == self._item_name and self._depth == self._item_depth:
            self._item = _Item(attributes)
        elif name.rpartition(" ")[2] in ("item", "entry"):
            raise UnusualFeedError
        self._depth += 1

    def _start_root(self, name: str) -> None:
        if name not in _ITEMS:
            raise UnusualFeedError
        self._item_name, self._item_depth = _ITEMS[name]

    def _start_part(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth > self._item_depth + 1:
            if self._part in _PERSONS:
                return
            raise UnusualFeedError
        self._part = _PARTS.get(name, name)
        self._attributes = attributes
        if name not in _PARTS and name not in _PASSED_OVER:
            if not name.startswith(_PASSED_OVER_NAMESPACES):
                raise UnusualFeedError
        elif name in _PARTS:
            _check(self._part, self._attributes)
        self._text = []

    def take(self, text: str) -> None:
        self._text.append(text)

    def end(self, _name: str) -> None:
        self._depth -= 1
        if not self._item or self._depth > self._item_depth + 1:
            return
        if self._depth == self._item_depth:
            self.items.append(self._item.told())
            self._item = None
        elif handler := _HANDLERS.get(self._part or ""):
            handler(self._item, "".join(self._text).strip(), self._attributes)


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
        self._title: str | None = None
        self._summary: str | None = None
        self._has_content = False
        self._dates = {"published": "", "updated": ""}

    def told(self) -> ToldItem:
        return ToldItem(
            links=tuple(link for link in (self._link, self._id) if link),
            title=self._title or "",
            summary=self._summary or "",
            dates=tuple((written, _moment(written)) for written in self._dates.values()),
        )

    def title(self, text: str, _attributes: dict[str, str]) -> None:
        self._title = self._title or text  # the first that is not empty

    def link(self, text: str, attributes: dict[str, str]) -> None:
        if "href" not in attributes:
            self._link = _LOOSE_REFERENCE.sub(r"&\1", text.replace("&amp;", "&"))
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
        self._dates["published"] = text

    def updated(self, text: str, _attributes: dict[str, str]) -> None:
        self._dates["updated"] = text


_HANDLERS: dict[str, Callable[[_Item, str, dict[str, str]], None]] = {
    "title": _Item.title,
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
    if match := _RFC822.fullmatch(written):
        day, month, year, hour, minute, second, zone = match.groups()
        number = _MONTHS.index(month) + 1
        iso = f"{year}-{number:02}-{day:0>2}T{hour}:{minute}:{second}{zone or '+00:00'}"
        try:
            return datetime.fromisoformat(iso)
        except ValueError as error:
            raise UnusualFeedError from error
    if written and not written.isdigit() and not any(moments(written)):
        raise UnusualFeedError
    return None
