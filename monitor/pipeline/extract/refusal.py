"""Pages that answer 200 and hold no article: lists, log-ins, captchas, “not found”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from monitor.pipeline.extract.blocks import Block
from monitor.pipeline.extract.layout import Layout

#: A message instead of an article has at most this many characters.
_LONGEST_MESSAGE = 200

#: Of a page without any article so much is looked at for a message (characters).
_LOOKED_AT = 2_000

#: A page with so many summaries below links, and this share of them, is a list.
_SUMMARIES, _MOSTLY = 4, 0.6

#: So many times as many linked characters as text, and no headline, make a list too.
_LINKED = 10

#: A page without any article and with so many headlines that lead elsewhere is a list.
_MANY = 10

#: A summary has at least so many characters, a headline that leads elsewhere so many.
_SUMMARY, _HEADLINE = 20, 8

_NO_ARTICLE = gettext_noop("No article was found on the page.")
_LIST = gettext_noop("The page is a list of articles, not an article.")
_MESSAGES = {
    gettext_noop("The page says that the article is not there (any more)."): re.compile(
        r"(?:页面?|网页|文章|内容|信息|新闻|资源|链接|帖子|文件|主题)"
        r"(?:已经?|暂时|可能)?(?:被(?:作者|发布者|管理员)?)?"
        r"(?:不存在|删除|失效|下线|过期|找不到|无法找到|无法查看|飞走|丢失)"
        r"|(?:无法|没有|未能?)找到.{0,10}(?:页|内容|文章|文件|资源)|(?:^|\D)404(?!\d)|Not Found",
        re.IGNORECASE,
    ),
    gettext_noop("The page wants proof that a person asks (captcha)."): re.compile(
        r"请.{0,12}(?:输入|完成|进行|通过).{0,10}(?:验证|校验)|(?:安全|人机|滑动|滑块|访问)验证|"
        r"访问.{0,4}(?:过于)?频繁|(?:拖动|滑动).{0,8}(?:滑块|拼图)|(?:当前|网络)环境异常|"
        r"Just a moment|Checking your browser|unusual traffic|not a robot|非法访问|被拦截",
        re.IGNORECASE,
    ),
    gettext_noop("The page shows its text only after a log-in."): re.compile(
        r"(?:请|需要?|您?(?:还|尚)未)(?:先|要)?(?:登[录陆]|注册)|"
        r"登[录陆](?:并|之?后|才|即可|以).{0,10}(?:看|读|访问|继续)|(?:扫码|账号|密码|用户)登[录陆]|"
        r"(?:付费|订阅|会员|购买)(?:后|用户|专享|才).{0,6}(?:看|读|全文|可见)|Sign in|Log in",
        re.IGNORECASE,
    ),
    gettext_noop("The page shows its text only to browsers that run its scripts."): re.compile(
        r"(?:开启|启用|打开|支持|允许).{0,10}(?:JavaScript|JS|脚本)|enable JavaScript|"
        r"正在(?:加载|跳转|进入|为您跳转)",
        re.IGNORECASE,
    ),
}


def refusal(layout: Layout, *, dated: bool) -> str:
    """Say, to an editor, why a page holds no article; ``""`` if it does.

    ``dated`` tells whether the page shows a date beside a headline: what it says then is news,
    even news about log-ins, and even in a list if the page is called so, too.
    """
    if not layout.article:
        headlines = sum(block.linked >= _HEADLINE for block in layout.blocks)
        nothing = _(_LIST) if headlines >= _MANY else _(_NO_ARTICLE)
        return _message(_text(layout.blocks)[:_LOOKED_AT]) or nothing
    if not dated and layout.length <= _LONGEST_MESSAGE:
        message = _message(f"{layout.title.value}\n{_text(layout.article)}")
        if message or _is_among_links(layout):
            return message or _(_LIST)
    if dated and layout.title.rule == "confirmed":
        return ""
    is_list = _is_list(layout.around) or _is_list_of_links(layout)
    return _(_LIST) if is_list else ""


def _text(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks)


def _message(text: str) -> str:
    return next((_(reason) for reason, said in _MESSAGES.items() if said.search(text)), "")


def _is_among_links(layout: Layout) -> bool:
    linked = sum(block.linked for block in layout.blocks)
    return layout.title.rule != "confirmed" and linked > _LINKED * layout.length


def _is_list_of_links(layout: Layout) -> bool:
    """Say whether there is more to click than to read in what would be the article."""
    start = layout.blocks.index(layout.article[0])
    inside = layout.blocks[start : layout.end + 1]
    headlines = sum(block.is_link and len(block.text) >= _HEADLINE for block in inside)
    return headlines >= _MANY and sum(block.linked for block in inside) > layout.length


def _is_list(blocks: Sequence[Block]) -> bool:
    """Say whether most paragraphs are summaries: each below a link."""
    summaries = [
        above.is_link and len(above.text) >= _HEADLINE
        for above, block in pairwise(blocks)
        if not block.is_link and len(block.text) >= _SUMMARY
    ]
    return sum(summaries) >= max(_SUMMARIES, _MOSTLY * len(summaries))
