"""Addresses of pictures: lazy attributes, proxies and relative addresses become absolute ones."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urljoin, urlsplit

from lxml.html import HtmlElement

#: Attributes that hold the true address while ``src`` holds a placeholder, the usual ones first.
_LAZY = (
    "data-original data-src data-lazy-src data-actualsrc data-lazyload data-lazy data-echo data-url "
    "data-real-src data-origin data-img data-imgurl real_src _src lazy-src lazysrc original src2 "
    "zoomfile file orisrc"
).split()

#: Narrower or lower pictures (pixels) are icons, spacers or counters.
_SMALLEST = 60

_DECORATION = re.compile(
    r"(?:^|[/_.\-])(?:logo|icons?|ico|spacer|blank|loading|placeholder|ewm|qr_?code|erweima|avatar|"
    r"headimg|emoji|emot|share|weixin|wechat|wx|btn|button|arrow|bg|line|pixel|1x1|next_?page|prev_?page)\w{0,12}"
    r"\.(?:gif|png|jpe?g|svg|webp)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(\d+)")


def address(image: HtmlElement, base_url: str) -> str:
    """Give the absolute http(s) address of a picture, or ``""`` for decoration."""
    if _is_small(image):
        return ""
    for name in (*_LAZY, "src"):
        if (value := image.get(name)) and (src := _absolute(base_url, value)):
            return "" if _DECORATION.search(urlsplit(src).path) else src
    return ""


def _absolute(base_url: str, value: str) -> str:
    try:
        src = urljoin(base_url, value.strip())
        parts = urlsplit(src)
        src = _behind_proxy(parts.query) or src
    except ValueError:
        return ""
    return src if parts.scheme in ("http", "https") and parts.netloc else ""


def _behind_proxy(query: str) -> str:
    """Give the address that a resizing proxy was asked for, if the query names one."""
    if "url=" not in query:
        return ""
    asked = parse_qs(query).get("url", [""])[0]
    return asked if asked.startswith(("http://", "https://")) else ""


def _is_small(image: HtmlElement) -> bool:
    sizes = (_NUMBER.match(image.get(name, "")) for name in ("width", "height"))
    return any(size and "%" not in size.string and int(size[1]) < _SMALLEST for size in sizes)
