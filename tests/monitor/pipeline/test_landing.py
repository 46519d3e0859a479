"""Landing: the headline tells whether a page is still the one that was printed."""

from __future__ import annotations

import pytest

from monitor.net import Response
from monitor.pipeline.landing import is_elsewhere, shows

TITLE = "示例市推进电子病历互联互通"


def page(title: str = "", body: str = "", charset: str = "utf-8") -> Response:
    text = f"<html><head><title>{title}</title></head><body>{body}<p>正文</p></body></html>"
    return Response("https://news.example/1.html", 200, {}, text.encode(charset))


@pytest.mark.parametrize(
    ("answer", "still"),
    [
        (page(TITLE), True),
        (page(f"{TITLE}_要闻_示例健康报"), True),
        (page("示例健康报", f"<h1>{TITLE}</h1>"), True),
        (page("示例健康报", f"<h2>{TITLE}（更新）</h2>"), True),
        (page("", f'<meta property="og:title" content="{TITLE}">'), True),
        (page(TITLE, charset="gb18030"), True),
        (page("页面不存在"), False),
        (page("示例健康报_首页", f"<ul><li>{TITLE}</ul>"), False),
        (page(""), False),
        (page("示例市推进道路建设"), False),
        (Response("https://news.example/1.pdf", 200, {}, b"%PDF\0\1\2\3" * 9), True),
        (Response("https://news.example/1.html", 200, {}, b""), True),
    ],
)
def test_page_shows_the_headline(answer, still):
    assert shows(answer, TITLE) is still


def test_headline_of_one_character_tells_nothing():
    assert shows(page("别的"), "样") is True


@pytest.mark.parametrize(
    ("came_to", "elsewhere"),
    [
        ("http://news.example/1.html", False),
        ("https://news.example/1.html", False),
        ("https://www.news.example/1.html", False),
        ("https://NEWS.example/1.html/", False),
        ("https://news.example/1.html#top", False),
        ("https://news.example/", True),
        ("https://news.example/1.html?id=2", True),
        ("https://m.news.example/1.html", True),
    ],
)
def test_redirect_leads_elsewhere(came_to, elsewhere):
    assert is_elsewhere("http://news.example/1.html", came_to) is elsewhere
