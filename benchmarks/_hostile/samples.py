"""Sample documents, of our own writing: feeds, list pages and articles."""

from __future__ import annotations

from collections.abc import Iterable

TEXT = (
    "样例正文：示例市三家医院实现检查结果互认，医生看得到病人的病历。",
    "样例正文：示例市卫生健康信息中心介绍，这套系统从去年开始建设，今年秋天投入使用，运行平稳。",
)


def item(link: str, title: str = "样例标题", more: str = "") -> str:
    """Give one item of RSS."""
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def rss(*items: str, prolog: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    """Give a feed of items."""
    about = "<title>样例信息源</title><link>/</link><description>样例</description>"
    return f'{prolog}<rss version="2.0"><channel>{about}{"".join(items)}</channel></rss>'


def feed(*numbers: int, title: str = "样例标题") -> str:
    """Give a feed of numbered articles."""
    return rss(*(item(f"/{number}.html", f"{title}{number}") for number in numbers))


def titles(*numbers: int) -> list[str]:
    """Give the titles that :func:`feed` gives its articles."""
    return [f"样例标题{number}" for number in numbers]


def listing(links: Iterable[str], more: str = "") -> str:
    """Give a list page."""
    rows = "".join(f'<li><a href="{link}">样例标题</a> 2026-11-18</li>' for link in links)
    return f"<!doctype html><html><body>{more}<ul class=news>{rows}</ul></body></html>"


def article(more: str = "", title: str = "样例标题", head: str = "") -> str:
    """Give the page of an article."""
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXT)
    return f"""<!doctype html><html><head><meta charset="utf-8">{head}<title>{title}</title></head>
    <body><div class="article"><h1>{title}</h1><p>2026-11-18 09:30 来源：示例健康报</p>
    <div class="content">{paragraphs}{more}</div></div></body></html>"""
