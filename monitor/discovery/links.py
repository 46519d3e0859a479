"""Links: where a page says, or custom has it, that its feed is. Pure."""

from __future__ import annotations

import re
from html import unescape
from itertools import islice
from urllib.parse import urljoin

from lxml.html import HtmlElement

from content.sanitising import clean_line
from monitor.errors import AddressError
from monitor.net import check_address
from monitor.pipeline.extract import ExtractionError
from monitor.pipeline.extract.tree import parse

MAX_FEEDS = 5
#: Usual places of feeds, the likeliest first: WordPress, other blogs, static sites.
_USUAL = ("/feed", "/rss.xml", "/rss", "/atom.xml", "/feed.xml")
_FEED_TYPE = re.compile(r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json)", re.IGNORECASE)
_COMMENTS = re.compile(r"comments?\b|评论", re.IGNORECASE)
#: Bounded in all its parts: a page of nothing but beginnings of titles takes no time.
_TITLE = re.compile(r"<title\b[^>]{0,200}>(.{0,500}?)</title>", re.IGNORECASE | re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
#: Names and addresses of feeds stand in the head: of a long page no more is read.
_HEAD = 200_000


def feed_links(text: str, url: str) -> tuple[str, ...]:
    """Give the feeds that a page names as its alternates, but for those of comments."""
    try:
        links = parse(text[:_HEAD], url).iter("link")
    except ExtractionError:
        return ()
    found = (_complete(url, link.get("href", "")) for link in links if _is_feed(link))
    return tuple(islice(dict.fromkeys(filter(None, found)), MAX_FEEDS))


def _is_feed(link: HtmlElement) -> bool:
    told = " ".join((link.get("title", ""), link.get("href", "")))
    is_alternate = "alternate" in link.get("rel", "").lower().split()
    is_of_type = _FEED_TYPE.match(link.get("type", "").strip())
    return bool(is_alternate and is_of_type and not _COMMENTS.search(told))


def usual_feeds(url: str) -> tuple[str, ...]:
    """Give the addresses on the same host at which a feed is worth a try."""
    places = (_complete(url, place) for place in _USUAL)
    return tuple(place for place in places if place and place != url)


def title_of(text: str) -> str:
    """Give the title of a page or feed on one line; empty if it has none."""
    found = _TITLE.search(text[:_HEAD])
    return clean_line(unescape(_CDATA.sub("", found[1]))) if found else ""


def _complete(url: str, href: str) -> str:
    try:
        return check_address(urljoin(url, href.strip()))
    except (AddressError, ValueError):
        return ""
