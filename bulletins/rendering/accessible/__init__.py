"""A sanitised body made fit for screen readers: pictures, links, headings, lists and tables."""

from __future__ import annotations

from lxml.html import HtmlElement, fragment_fromstring

from bulletins.rendering.accessible.lists import settle_lists
from bulletins.rendering.accessible.tables import settle_tables
from content.fragments import inner_html

#: What a body may hold, and what the page sets below the articles' titles, which are its h3.
_IN_BODY, _BELOW_TITLE = ("h2", "h3", "h4"), ("h4", "h5", "h6")

#: What has lines of its own, whatever it stands in.
_BLOCKS = ("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "figure", "figcaption")


def accessible_body(body: str, title: str) -> str:
    """Give a body that keeps to PDF/UA-1 when printed; ``title`` names its pictures at need."""
    if not any(sign in body for sign in ("<img", "<a", "<t", "<h", "<ul", "<ol", "<li", "<su")):
        return body
    root = fragment_fromstring(body, create_parent="div")
    _describe_pictures(root, title)
    for raised in list(root.iter("sup", "sub")):
        _lower_blocks(raised)
    _settle_headings(root)
    for link in list(root.iter("a")):
        _flatten(link)
    settle_lists(root)
    settle_tables(root)
    return inner_html(root)


def _lower_blocks(raised: HtmlElement) -> None:
    """Leave paragraphs, lists and tables where they stand: raised lines lie on one another."""
    if next(raised.iter(*_BLOCKS), None) is not None:
        raised.drop_tag()


def _settle_headings(root: HtmlElement) -> None:
    """Let the highest headings of a text be those below its title, whatever they were typed as."""
    headings = list(root.iter(*_IN_BODY))
    highest = min((_IN_BODY.index(str(heading.tag)) for heading in headings), default=0)
    for heading in headings:
        heading.tag = _BELOW_TITLE[_IN_BODY.index(str(heading.tag)) - highest]


def _describe_pictures(root: HtmlElement, title: str) -> None:
    """Describe a picture by its own words, by its caption, or by where it stands."""
    for number, picture in enumerate(root.iter("img"), start=1):
        if not picture.get("alt", "").strip():
            picture.set("alt", _caption(picture) or f"《{title}》配图 {number}")


def _caption(picture: HtmlElement) -> str:
    figure = next(picture.iterancestors("figure"), None)
    caption = figure.find(".//figcaption") if figure is not None else None
    return caption.text_content().strip() if caption is not None else ""


def _flatten(link: HtmlElement) -> None:
    """Leave nothing but text in a link: an element in it would be a tag without its annotation.

    A link around a picture goes, the picture stays; so does the text of one that leads nowhere.
    One without words would take no room on the page.
    """
    text = link.text_content()
    leads = link.get("href", "").startswith("http") and text.strip()
    if link.find(".//img") is not None or not leads:
        link.drop_tag()
        return
    for child in list(link):
        link.remove(child)
    link.text = text
