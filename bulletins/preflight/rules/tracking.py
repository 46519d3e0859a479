"""tracking: a link carries parameters that only tell who clicked.

Those that choose the article stay: Baijiahao's ``id`` does, ``wfr`` and ``for`` do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from w3lib.url import url_query_cleaner

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level, Mend

_EVERYWHERE = (
    *("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "spm", "scm"),
    *("share_token", "share_from", "sharer", "isappinstalled", "from_source", "fr", "wxfid"),
    *("gclid", "fbclid", "msclkid", "_wv", "nsukey", "tdsourcetag", "spss"),
)
_BY_HOST = {
    "baijiahao.baidu.com": ("wfr", "for"),
    "mp.weixin.qq.com": ("scene", "srcid", "sharer_shareid", "from", "ascene", "clicktime"),
    "www.toutiao.com": ("wid", "app", "timestamp", "req_id", "use_new_style", "category_new"),
    "www.163.com": ("f", "clickfrom"),
}


def check_item(item: ItemFacts, _issue: IssueFacts) -> Iterator[Finding]:
    """Offer the link without them."""
    bare = untracked(item.url)
    if bare != item.url:
        message = _("The link of “%(title)s” carries tracking parameters.") % {"title": item.title}
        mend = Mend(item.url, bare, "url")
        yield Finding("tracking", Level.MEND, message, item.position, item.url, "url", (mend,))


def untracked(url: str) -> str:
    """Give a link without its tracking parameters; one without any stays as it is."""
    if "?" not in url:
        return url
    host = url.partition("://")[2].partition("/")[0].lower()
    names = (*_EVERYWHERE, *_BY_HOST.get(host, ()))
    asked = url.partition("?")[2].partition("#")[0].split("&")
    if not any(part.partition("=")[0] in names for part in asked):
        return url
    return url_query_cleaner(url, names, remove=True, keep_fragments=True)
