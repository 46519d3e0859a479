"""Addresses of pictures: lazy attributes, proxies and relative addresses become absolute ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs

from lxml.html import HtmlElement

from monitor.pipeline.extract.tree import absolute

#: Attributes that hold the true address while ``src`` holds a placeholder, the usual ones first.
_LAZY = (
    *("data-original", "data-src", "data-lazy-src", "data-actualsrc", "data-lazyload", "data-lazy"),
    *("data-echo", "data-url", "data-real-src", "data-origin", "data-img", "data-imgurl"),
    *("real_src", "_src", "lazy-src", "lazysrc", "original", "src2", "zoomfile", "file", "orisrc"),
)

#: Narrower or lower pictures (pixels) are icons, spacers or counters.
_SMALLEST = 60

_DECORATION = re.compile(
    r"(?:^|[/_.\-])(?:logo|icons?|ico|spacer|blank|loading|placeholder|ewm|qr_?code|erweima|avatar|"
    r"headimg|emoji|emot|share|weixin|wechat|wx|btn|button|arrow|bg|line|"
    r"pixel|1x1|next_?page|prev_?page)\w{0,12}"
    r"\.(?:gif|png|jpe?g|svg|webp)$"
    r"|//(?:ads?|adv|adimg)\d*\.|/(?:ads?|adv|guanggao)/",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r",\s+|,$")
_SIZE = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)[wx]")
_NUMBER = re.compile(r"\s*(\d+)")


def address(image: HtmlElement, base_url: str) -> str:
    """Give the absolute http(s) address of a picture, or ``""`` for decoration."""
    if _is_small(image):
        return ""
    stated = (_usable(base_url, address) for address in _stated(image))
    return next(filter(None, stated), "")


def _stated(image: HtmlElement) -> Iterator[str]:
    """Give the addresses that an element states, the true one before its stand-ins."""
    attributes = dict(image.attrib)
    for name in (*_LAZY, "src"):
        if name in attributes:
            yield str(attributes[name])
    for name in ("data-srcset", "srcset"):
        if name in attributes:
            yield _widest(str(attributes[name]))
    beside = image.getnext()
    if beside is not None and beside.tag == "noscript":
        yield from (str(src) for src in beside.xpath(".//img/@src"))


def _usable(base_url: str, address: str) -> str:
    if not (src := absolute(base_url, address)):
        return ""
    src = _behind_proxy(src) or src
    return "" if _DECORATION.search(src.partition("?")[0]) else src


def _widest(srcset: str) -> str:
    """Give the largest of the addresses that a ``srcset`` offers."""
    offers = [offer.split() for offer in _BETWEEN.split(srcset) if offer.strip()]
    return max(offers, key=_width, default=[""])[0]


def _width(offer: list[str]) -> float:
    match = _SIZE.fullmatch(offer[-1])
    return float(match[1]) if match else 1.0


def _behind_proxy(src: str) -> str:
    """Give the address that a resizing proxy was asked for, if its query names one."""
    asked = parse_qs(src.partition("?")[2]).get("url", [""])[0] if "url=" in src else ""
    return absolute("", asked)


def _is_small(image: HtmlElement) -> bool:
    sizes = (_NUMBER.match(image.get(name, "")) for name in ("width", "height"))
    return any(size and "%" not in size.string and int(size[1]) < _SMALLEST for size in sizes)
