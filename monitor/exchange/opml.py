"""Sources as OPML 2.0, the format in which feed readers exchange their subscriptions.

What OPML has no name for stands in attributes of our own namespace, which other readers pass over.
Only plain feeds are told as such (``xmlUrl``): no other reader can make use of the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime
from itertools import count

from django.utils.translation import gettext as _
from lxml import etree

from content.hosts import host_of
from content.sanitising import clean_line, clean_text
from monitor.errors import ParseError
from monitor.exchange.records import Record, record_of, setting_fields, type_of
from monitor.models import Source

NAMESPACE = "urn:zhoubao:sources"
_MAX_NAME = 100
_OWN = f"{{{NAMESPACE}}}"
#: An ampersand that some readers write into addresses as it is.
_BARE = re.compile(r"&(?!#?\w+;)")


def write_opml(sources: Iterable[Source], now: datetime) -> str:
    """Give a document with an outline for each source."""
    root = etree.Element("opml", version="2.0", nsmap={"zhoubao": NAMESPACE})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = _("sources")
    etree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = etree.SubElement(root, "body")
    for source in sources:
        etree.SubElement(body, "outline", _outline(source))
    declared = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return declared.decode()


def _outline(source: Source) -> dict[str, str]:
    record = record_of(source)
    name, url = record.pop("name"), record.pop("url")
    is_feed = source.kind == Source.Kind.FEED and not source.keywords
    place = {"type": "rss", "xmlUrl": url} if is_feed else {"type": "link", "url": url}
    own = {f"{_OWN}{key}": _written(value) for key, value in record.items()}
    return {"text": name, "title": name, **place, **own}


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def read_opml(text: str) -> list[Record]:
    """Give the records of a document, whichever program wrote it and however it nests them.

    An address that stands in several folders counts once. Outlines without a feed are folders.

    Raises:
        ParseError: it is no OPML, or declares entities, which no subscription list needs.

    """
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise ParseError(_("The file declares entities (DOCTYPE) and is not read for safety."))
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, recover=True
    )
    try:
        root = etree.fromstring(_BARE.sub("&amp;", clean_text(text)).encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or not _is(root, "opml"):
        raise ParseError(_("The file is neither OPML nor JSON of this program."))
    return _distinct(_read(outline) for outline in root.iter() if _is(outline, "outline"))


def _is(element: etree._Element, name: str) -> bool:
    return isinstance(element.tag, str) and etree.QName(element).localname.lower() == name


def _read(outline: etree._Element) -> Record | None:
    own = {key: value for key, value in outline.attrib.items() if str(key).startswith(_OWN)}
    plain = {str(key).lower(): str(value).strip() for key, value in outline.attrib.items()}
    settings = {str(key).removeprefix(_OWN): str(value) for key, value in own.items()}
    url = _web(plain.get("xmlurl") or (plain.get("url", "") if settings.get("kind") else ""))
    if not url:
        return None
    name = clean_line(plain.get("text") or plain.get("title") or "") or host_of(url) or url
    typed = {key: _typed(key, value) for key, value in settings.items()}
    return {"name": name[:_MAX_NAME], "url": url, **typed}


def _web(url: str) -> str:
    """Give the address of a feed that some readers write with a scheme of its own."""
    scheme, _colon, rest = url.partition(":")
    if scheme.lower() != "feed":
        return url
    return f"http:{rest}" if rest.startswith("//") else rest


def _typed(name: str, written: str) -> object:
    """Give the value that was written; as text where it is not what its field holds."""
    field = setting_fields().get(name)
    kind = type_of(field) if field else str
    if kind is bool and written in ("true", "false"):
        return written == "true"
    return int(written) if kind is int and written.isdecimal() else written


def _distinct(found: Iterable[Record | None]) -> list[Record]:
    """Keep one record of equal ones, and tell apart those that only have their name in common."""
    kept: dict[str, Record] = {}
    seen: set[str] = set()
    for record in filter(None, found):
        feed = json.dumps({**record, "name": ""}, sort_keys=True)
        if feed not in seen:
            seen.add(feed)
            name = next(name for name in _names(record) if name not in kept)
            kept[name] = record | {"name": name}
    return list(kept.values())


def _names(record: Record) -> Iterator[str]:
    """Give the name of a record, then others that it may have where that one is taken."""
    name = record["name"]
    yield name
    ending = f"（{host_of(record['url'])}）"
    if len(ending) < _MAX_NAME:
        yield name[: _MAX_NAME - len(ending)] + ending
    for number in count(2):
        yield f"{name[: _MAX_NAME - 6]} {number}"
