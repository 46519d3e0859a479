"""host: the link leads to another site than that of the stated outlet: a reprint."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts, ItemFacts
from bulletins.preflight.findings import Finding, Level
from content.hosts import belongs, host_of

#: Sites on which anyone publishes: an outlet's account there is not the outlet's own page.
_PLATFORMS = (
    *(
        "baijiahao.baidu.com",
        "mbd.baidu.com",
        "mp.weixin.qq.com",
        "new.qq.com",
        "view.inews.qq.com",
    ),
    *("page.om.qq.com", "toutiao.com", "sohu.com", "k.sina.com.cn", "weibo.com"),
    *("zhuanlan.zhihu.com", "zhihu.com", "jianshu.com", "blog.csdn.net", "yidianzixun.com"),
    *("kuaibao.qq.com", "c.m.163.com", "feng.ifeng.com", "ishare.ifeng.com", "book118.com"),
    *("doc88.com", "docin.com", "wenku.baidu.com", "360doc.com", "xueqiu.com"),
)


def check_item(item: ItemFacts, issue: IssueFacts) -> Iterator[Finding]:
    """Compare the host with those of the outlet, if known, and with sites that hold everybody."""
    host = host_of(item.url)
    if not host or not item.source_name:
        return
    words = {"title": item.title, "host": host, "outlet": item.source_name}
    own = issue.outlets.get(item.source_name, ())
    if own:
        if not belongs(host, own):
            message = _("The link of “%(title)s” leads to %(host)s, not to %(outlet)s.") % words
            yield Finding("host", Level.WARN, message, item.position, item.url, "url")
    elif belongs(host, _PLATFORMS):
        message = _("%(host)s is not a site of %(outlet)s: a reprint?") % words
        yield Finding("host", Level.WARN, message, item.position, item.url, "url")
