"""Links: where a page says, or custom has it, that its feed is. Pure."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from content.sanitising import clean_line
from monitor.errors import AddressError
from monitor.net import check_address

MAX_FEEDS = 5
#: Usual places of feeds, the likeliest first: WordPress, other blogs, static sites.
_USUAL = ("/feed", "/rss.xml", "/rss", "/atom.xml", "/feed.xml")
_FEED_TYPE = re.compile(r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json)", re.IGNORECASE)
_ALTERNATE = re.compile(r"^alternate$", re.IGNORECASE)
_COMMENTS = re.compile(r"comments?\b|评论", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>(?:\s*<!\[CDATA\[)?(.*?)(?:\]\]>\s*)?</title>", re.I | re.S)
#: Names and addresses of feeds stand in the head: of a long page no more is read.
_HEAD = 200_000


def feed_links(html: str, url: str) -> tuple[str, ...]:
    """Give the feeds that a page names as its alternates, but for those of comments."""
    page = BeautifulSoup(html[:_HEAD], "lxml")
    links = page.find_all("link", rel=_ALTERNATE, type=_FEED_TYPE, href=True)
    found = [
        _complete(url, str(link["href"]))
        for link in links
        if not _COMMENTS.search(f"{link.get('title', '')} {link['href']}")
    ]
    return tuple(dict.fromkeys(filter(None, found)))[:MAX_FEEDS]


def usual_feeds(url: str) -> tuple[str, ...]:
    """Give the addresses on the same host at which a feed is worth a try."""
    places = (_complete(url, place) for place in _USUAL)
    return tuple(place for place in places if place and place != url)


def title_of(text: str) -> str:
    """Give the title of a page or feed on one line; empty if it has none."""
    found = _TITLE.search(text[:_HEAD])
    return clean_line(unescape(found[1])) if found else ""


def _complete(url: str, href: str) -> str:
    try:
        return check_address(urljoin(url, href.strip()))
    except (AddressError, ValueError):
        return ""
