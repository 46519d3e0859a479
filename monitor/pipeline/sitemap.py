"""Sitemaps (https://www.sitemaps.org/protocol.html), news sitemaps, and indexes of them.

A page's last change is not its day of publication: it only tells which pages are the newest.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from html import escape
from io import BytesIO
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext as _
from lxml import etree

from content.sanitising import clean_text
from monitor.errors import ParseError
from monitor.pipeline.decode import decode
from monitor.pipeline.feed_item import ToldItem
from monitor.pipeline.items import MAX_ITEMS

#: Sitemaps of an index that are read: those that changed last.
MAX_SITEMAPS = 3
_MAX_BYTES = 10 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_TYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
#: The protocol allows no more pages in one sitemap.
_MOST = 50_000
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\w{1,8});)")
_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]")
_ROOT_WITHIN = 5000
_NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True)
class Sitemap:
    """The newest pages that a sitemap names, and of an index the newest sitemaps."""

    items: tuple[ToldItem, ...] = ()
    sitemaps: tuple[str, ...] = ()


class _Named(NamedTuple):
    """What is said of one page or sitemap."""

    is_page: bool
    link: str
    changed: str
    title: str = ""
    published: str = ""

    @property
    def age(self) -> tuple[str, bool, list[int]]:
        """What is greater for newer ones; of undated sitemaps the highest number counts."""
        numbers = [] if self.is_page else [int(each) for each in _NUMBER.findall(self.link)]
        return self.published or self.changed, "news" in self.link and not self.is_page, numbers


def read_sitemap(body: bytes, content_type: str = "") -> Sitemap:
    """Give the newest of what a sitemap names; it may be compressed, or plain lines of addresses.

    Raises:
        ParseError: the bytes are not a sitemap.

    """
    text, _charset = decode(_unpacked(body), content_type)
    text = clean_text(text)
    named = list(_named(text) if text.startswith("<") else _lines(text))
    pages = nlargest(MAX_ITEMS, (one for one in named if one.is_page), key=_age)
    sitemaps = nlargest(MAX_SITEMAPS, (one for one in named if not one.is_page), key=_age)
    return Sitemap(tuple(map(_told, pages)), tuple(one.link for one in sitemaps))


def _age(named: _Named) -> tuple[str, bool, list[int]]:
    return named.age


def _told(named: _Named) -> ToldItem:
    return ToldItem((named.link,), escape(named.title), dates=((named.published, None),))


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacked = stream.decompress(body, _MAX_BYTES)
    except zlib.error as error:
        raise ParseError(_("The sitemap is broken and cannot be read.")) from error
    if stream.unconsumed_tail:
        raise ParseError(_("The sitemap is too large to be read."))
    return unpacked


def _lines(text: str) -> Iterator[_Named]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines):
        raise _no_sitemap()
    return (_Named(True, line, "") for line in lines)


def _named(text: str) -> Iterator[_Named]:
    """Read as far as the XML goes; many a sitemap has a bare & in its addresses."""
    if _TYPE.search(text) or not _ROOT.search(text[:_ROOT_WITHIN]):  # no sitemap needs entities
        raise _no_sitemap()
    tags = ("{*}url", "{*}sitemap")
    reader = etree.iterparse(
        BytesIO(_BARE.sub("&amp;", text).encode("utf-8", "replace")), tag=tags, encoding="utf-8",
        recover=True, resolve_entities=False, no_network=True, huge_tree=False,
    )  # fmt: skip
    try:
        for _event, element in islice(reader, _MOST):
            if (named := _read(element)).link:
                yield named
            element.clear()
    except etree.XMLSyntaxError:
        return


def _read(element: etree._Element) -> _Named:
    link, changed = _words(element, "{*}loc"), _words(element, "{*}lastmod")
    news = next(element.iterchildren("{*}news"), None)
    if news is None:
        return _Named(_name(element) == "url", link, changed)
    told = _words(news, "{*}title"), _words(news, "{*}publication_date")
    return _Named(True, link, changed, *told)


def _words(element: etree._Element, tag: str) -> str:
    child = next(element.iterchildren(tag), None)
    return "" if child is None else (child.text or "").strip()


def _name(element: etree._Element) -> str:
    """Give the name without its namespace, of which there are several versions about."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _no_sitemap() -> ParseError:
    return ParseError(_("The address does not give a sitemap."))
