"""Text becomes a tree of elements, within limits that hold for hostile pages too."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _
from lxml import etree, html
from lxml.html import HtmlElement

from monitor.pipeline.extract.attributes import has_too_many_attributes
from monitor.pipeline.extract.errors import ExtractionError

#: Longer pages are not read (characters). The longest of a hundred real ones held 770,000.
MAX_CHARACTERS = 2_000_000

#: More than this many ``<`` is no page that people wrote. Those hundred held 6,200 at most.
MAX_TAGS = 40_000

#: The part of a title element that is read (characters).
MAX_TITLE = 500

#: Levels of elements that count as shallow.
_SHALLOW = 60

# The two commonest forms of addresses, which need no parsing: whole, and from the site's root.
_PLAIN = re.compile(r"https?://[\w.-]+(?:[/?#]|$)")
_ROOTED = re.compile(r"/(?!/)")

_WEB = ("http://", "https://")
_NO_PAGES = ("#", "javascript:", "data:")
_NOWHERE = "http://page.invalid/"

# What XML and HTML trees cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# What other files than pages are full of, read as text.
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")

# All of these: nearly every page has none.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")

# The library's own look-up asks a Python function about every element, for the sake of forms.
_CLASSES = etree.ElementDefaultClassLookup(element=HtmlElement)

# A page that is glued together holds several, and the parser stops at the first. Browsers do not.
_CLOSING = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


def parse(text: str, url: str) -> HtmlElement:
    """Give the root of the page. Nothing is fetched or expanded; comments are left out.

    Raises :class:`ExtractionError` when the page is empty, too large or nested too deeply: half an
    article must not pass for the whole.
    """
    is_large = len(text) > MAX_CHARACTERS or text.count("<") > MAX_TAGS
    if is_large or has_too_many_attributes(text):
        raise ExtractionError(url, _("The page is too large to be read."))
    if _ODD.search(text):
        if len(_UNREADABLE.findall(text)) * 20 > len(text):
            raise ExtractionError(url, _("The page is not text."))
        text = _FORBIDDEN.sub("", text)
    text = _CLOSING.sub("", text)
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True
    )
    parser.set_element_class_lookup(_CLASSES)
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ExtractionError(url, _("The page is empty or not HTML.")) from error
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise ExtractionError(url, _("The page's elements are nested too deeply to be read."))
    return root


def insert(markup: str, root: HtmlElement, after: HtmlElement | None = None) -> bool:
    """Put HTML into a page, behind an element or at the end; False if it is not fit for that.

    What is inserted, and the place, may be nested a quarter as deeply as a page may be, so that
    both together stay within what is read.
    """
    if markup.count("<") > MAX_TAGS or has_too_many_attributes(markup):
        return False
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        shown = html.fragment_fromstring(_FORBIDDEN.sub("", markup), "div", parser=parser)
    except (etree.LxmlError, ValueError):
        return False
    if shown.xpath(f"boolean(.//*[count(ancestor::*) > {_SHALLOW}])"):
        return False
    body = root.find("body")
    if after is not None and sum(1 for _ in after.iterancestors()) < _SHALLOW:
        after.addnext(shown)
    else:
        (root if body is None else body).append(shown)
    return True


def head_title(root: HtmlElement) -> str:
    """Give the text of the page's title element, on one line, or ``""``."""
    element = next(root.iter("title"), None)
    text = "" if element is None else str(element.text_content())
    return " ".join(text[:MAX_TITLE].split())


def own_url(root: HtmlElement) -> str:
    """Give the address that a page states as its own (RFC 6596, Open Graph), or ``""``."""
    stated = root.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return next(filter(None, (absolute("", str(address)) for address in stated)), "")


def base_url(root: HtmlElement, url: str) -> str:
    """Give the address against which the page's relative addresses are completed.

    A page of unknown address is placed at a host that exists nowhere (RFC 2606), so that what it
    names can still be told apart.
    """
    base = next(root.iter("base"), None)
    address = url or _NOWHERE
    return address if base is None else absolute(address, base.get("href", "")) or address


@lru_cache(maxsize=16)
def _root(base: str) -> str:
    """Give scheme and host of an address, ``""`` if it is not on the web."""
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}" if base.startswith(_WEB) and parts.hostname else ""


def absolute(base: str, address: str) -> str:
    """Give an absolute http(s) address, or ``""`` for an anchor, a script or a broken address."""
    address = address.strip()
    if not address or address.startswith(_NO_PAGES):
        return ""
    if _PLAIN.match(address):
        return address
    try:
        if address.isprintable() and _ROOTED.match(address) and "/." not in address:
            return _root(base) + address if _root(base) else ""
        whole = address if address.startswith(_WEB) else urljoin(base, address)
        return whole if whole.startswith(_WEB) and urlsplit(whole).hostname else ""
    except ValueError:
        return ""
