"""Articles that a page keeps for its scripts to show, put where a reader would see them."""

from __future__ import annotations

import re

from lxml import html
from lxml.html import HtmlElement

from monitor.pipeline.extract import tree
from monitor.pipeline.extract.state import is_prose, stated_article

# What marks a template as one to be filled in.
_PLACEHOLDER = re.compile(r"\{\{|<%|\$\{|\{%")


def reveal(root: HtmlElement) -> bool:
    """Put into the page what its scripts would show; False when there is nothing of the kind."""
    for element in list(root.iter("textarea", "script", "template", "xmp")):
        if markup := _markup(element):
            return tree.insert(markup, root, after=element)
    article = stated_article(root)
    return bool(article) and tree.insert(article, root)


def _markup(element: HtmlElement) -> str:
    """Give the HTML that an element holds back, if it is prose and no template to fill."""
    if element.tag == "script" and not re.search("template|html", element.get("type", "")):
        return ""
    held = [str(html.tostring(child, encoding="unicode")) for child in element]
    text = (element.text or "") + "".join(held)
    return text if is_prose(text) and not _PLACEHOLDER.search(text) else ""
