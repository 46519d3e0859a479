"""Which elements of a page are not its article, told by their tags, names and styles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from monitor.pipeline.extract.spacing import words

_TAGS = words("aside footer nav menu dialog")

# Parts of id and class names. Names such as "article-comment" are read part by part, so that
# "commentary" or "shareholder" do not count.
_NAMES = words(
    "ad ads adv advert advertisement banner bread breadcrumb breadcrumbs bottombar comment "
    "comments copyright crumb crumbs daohang disclaimer download ewm feedback fenxiang foot footer "
    "footers guanggao hot hotnews keywords links login mianze modal nav navbar navi navigation "
    "next pagebar pager pagination pinglun popup position prev previous prevnext qrcode rank "
    "ranking rec recom recommend recommendation recommends related relate relation relates "
    "relevant reply share sharebox shared shares sidebar siderbar statement statements subnav "
    "tips toolbar toolbox topbar topnav tuijian wx xiangguan zan"
)
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Say whether the element with these attributes itself is not displayed."""
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))


def is_noise(tag: str, names: str) -> bool:
    """Say whether a box with this tag and these names (id and class) holds no article as a rule."""
    return tag in _TAGS or _has_noisy_name(names)


@lru_cache(maxsize=4096)
def _has_noisy_name(names: str) -> bool:
    return any(part.lower() in _NAMES for part in _PARTS.findall(names))
