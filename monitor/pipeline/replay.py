"""Replay: a page as it was fetched becomes a page that does nothing.

What is left has no script, no form, no frame and no address; links say where they led. The response
that carries it forbids the same once more, see :mod:`monitor.admin.snapshot_files`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from lxml import etree, html
from lxml.html import HtmlElement

from monitor.pipeline.decode import decode
from monitor.pipeline.extract.pictures import address
from monitor.pipeline.extract.tree import absolute, base_url, parse

#: Elements that act or fetch; they go with all that is in them.
_ACTIVE = frozenset({
    "script", "template", "iframe", "frame", "frameset", "object", "applet", "portal", "dialog",
    "svg", "math", "audio", "video",
})  # fmt: skip
#: The same, but nothing can be in them: what the parser puts there comes after them.
_ACTIVE_EMPTY = frozenset({"link", "meta", "base", "embed", "source", "track"})
#: Attributes that change the looks and nothing else.
_HARMLESS = frozenset({
    "class", "id", "style", "title", "alt", "lang", "dir", "hidden", "colspan", "rowspan", "span",
    "width", "height", "align", "valign", "border", "cellpadding", "cellspacing", "bgcolor",
    "color", "face", "size", "start", "reversed", "type",
})  # fmt: skip
_CSS_ADDRESS = re.compile(r"@import[^;]*;?|url\s*\([^)]*\)?|image-set\s*\([^)]*\)?", re.I)
_STYLE = (
    "img { max-width: 100%; height: auto } a { text-decoration: underline dotted }"
    " body { overflow-wrap: anywhere }"
)


def replay(body: bytes, url: str, content_type: str, pictures: Mapping[str, str]) -> str:
    """Give a harmless page; ``pictures`` are data: addresses by those that extraction found.

    Raises:
        ExtractionError: the page is not HTML, or too large or deep to be shown.

    """
    text, _charset = decode(body, content_type)
    root = parse(text, url)
    base = base_url(root, url)
    shown = {image: pictures.get(address(image, base), "") for image in root.iter("img")}
    for element in list(root.iter(etree.Element)):
        if element.tag in _ACTIVE:
            element.drop_tree()
        elif element.tag in _ACTIVE_EMPTY:
            element.drop_tag()
        else:
            _calm(element, base)
    for image, data in shown.items():
        _show(image, data)
    root.insert(0, html.fragment_fromstring(f"<style>{_STYLE}</style>"))
    return html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")


def _calm(element: HtmlElement, base: str) -> None:
    """Leave looks only; the addresses of links become words."""
    led_to = absolute(base, element.get("href", "")) if element.tag == "a" else ""
    for name in [name for name in element.attrib if name.lower() not in _HARMLESS]:
        del element.attrib[name]
    if "style" in element.attrib:
        element.set("style", _without_addresses(element.get("style", "")))
    if led_to:
        element.set("title", led_to)
    elif element.tag == "style":
        element.text = _without_addresses(element.text or "")
    elif element.tag in {"form", "input", "button", "select", "textarea"}:
        element.set("inert", "")


def _without_addresses(css: str) -> str:
    """Leave of styles what needs no other file; without backslashes nothing hides from that."""
    return _CSS_ADDRESS.sub("none", css.replace("\\", ""))


def _show(image: HtmlElement, data: str) -> None:
    if data:
        image.set("src", data)
    else:
        image.set("alt", _("[picture not kept] %(text)s") % {"text": image.get("alt", "")})
