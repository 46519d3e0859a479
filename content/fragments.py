"""What an element of a page holds, as HTML."""

from __future__ import annotations

from html import escape

from lxml.html import HtmlElement, tostring


def inner_html(element: HtmlElement) -> str:
    """Give what an element holds as HTML, its text escaped, without the element."""
    children = (tostring(child, encoding="unicode") for child in element)
    return escape(element.text or "", quote=False) + "".join(children)
