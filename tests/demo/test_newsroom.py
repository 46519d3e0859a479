import socket
import threading
from datetime import date
from io import BytesIO
from urllib.parse import urljoin

import feedparser
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from demo.newsroom import Newsroom, sources
from demo.pages import site
from demo.samples import samples
from tests.demo.conftest import FRIDAY

FEED_TITLES = [
    "示例市城市马拉松鸣枪 一万二千名跑者穿城而过",
    "互联网医院开到第三年：复诊配药之外还能做什么",
    "示例县区域健康信息平台上线 检查结果在二十三家医院互认",
    "示例市人民医院电子病历改版：写一份入院记录少点一百次鼠标",
]
LISTING_ROWS = [
    ("2026-11-18", "转载：示例县区域健康信息平台上线 检查结果在二十三家医院互认"),
    ("2026-11-18", "医保电子凭证走进乡镇医院 一部手机看完病"),
    ("2026-11-15", "医院数据安全怎样落到班组：示例市中心医院的四张清单"),
]


def article_url(newsroom, number):
    return newsroom.url + next(each.path for each in samples(FRIDAY) if each.number == number)


def test_feed_gives_the_titles_with_dates(newsroom, http):
    feed, _ = sources(newsroom.url)
    parsed = feedparser.parse(BytesIO(http.get(feed.url).content))
    assert not parsed.bozo
    assert parsed.version == "rss20"
    assert [entry.title for entry in parsed.entries] == FEED_TITLES
    assert parsed.entries[0].published == "Fri, 20 Nov 2026 06:30:00 +0800"


def test_feed_links_lead_to_the_articles(newsroom, http):
    feed, _ = sources(newsroom.url)
    for entry in feedparser.parse(BytesIO(http.get(feed.url).content)).entries:
        page = BeautifulSoup(http.get(entry.link).content, "lxml")
        assert page.select("h1")[0].text == entry.title


@pytest.mark.parametrize(
    ("validator", "header"), [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")]
)
def test_second_conditional_get_is_304_without_a_body(newsroom, http, validator, header):
    url = sources(newsroom.url)[0].url
    second = http.get(url, headers={header: http.get(url).headers[validator]})
    assert (second.status_code, second.content) == (304, b"")


def test_listing_selectors_give_the_rows(newsroom, http):
    _, listing = sources(newsroom.url)
    page = BeautifulSoup(http.get(listing.url).content, "lxml")
    rows = page.select(listing.item)
    assert [
        (row.select(listing.date)[0].text, row.select(listing.title)[0].text) for row in rows
    ] == LISTING_ROWS
    for row in rows:
        link = urljoin(listing.url, str(row.select(listing.link)[0]["href"]))
        assert http.get(link).status_code == 200


def test_old_page_announces_gb2312_and_needs_gb18030(newsroom, http):
    answer = http.get(article_url(newsroom, 2002))
    assert answer.headers["Content-Type"] == "text/html; charset=gb2312"
    assert "charset=gb2312" in answer.content[:400].decode("ascii", "ignore")
    for too_small in ("gb2312", "gbk", "utf-8"):
        with pytest.raises(UnicodeDecodeError):
            answer.content.decode(too_small)
    assert "双㐂镇医院" in answer.content.decode("gb18030")
    assert "副院长周镕介绍" in answer.content.decode("gb18030")


def test_pictures_of_all_articles_are_images(newsroom, http):
    seen = set()
    for each in samples(FRIDAY):
        page_url = newsroom.url + each.path
        page = BeautifulSoup(http.get(page_url).content, "lxml", from_encoding=each.encoding)
        tags = page.select("img")
        assert len(tags) == len(each.pictures)
        for tag in tags:
            link = str(tag.get("data-src", tag["src"]))
            answer = http.get(urljoin(page_url, link))
            with Image.open(BytesIO(answer.content)) as image:
                image.load()
                assert image.size == (960, 540)
                assert answer.headers["Content-Type"] == image.get_format_mimetype()
            seen.add(link.rpartition("/")[2])
    assert len(seen) == 6


def test_lazy_picture_shows_a_placeholder_first(newsroom, http):
    url = article_url(newsroom, 2001)
    image = BeautifulSoup(http.get(url).content, "lxml").select("img")[0]
    assert image["src"] == "/wsxx/pictures/blank.gif"
    assert http.get(urljoin(url, str(image["src"]))).headers["Content-Type"] == "image/gif"


def test_head_answers_like_get_without_the_body(newsroom, http):
    url = sources(newsroom.url)[1].url
    head, full = http.head(url), http.get(url)
    assert head.content == b""
    for name in ("ETag", "Content-Type", "Content-Length"):
        assert head.headers[name] == full.headers[name]


def test_robots_allow_all_and_unknown_paths_are_404(newsroom, http):
    assert http.get(f"{newsroom.url}/robots.txt").text == "User-agent: *\nAllow: /\n"
    assert http.get(f"{newsroom.url}/../../etc/passwd").status_code == 404


def test_server_says_nothing_on_the_terminal(newsroom, http, capfd):
    http.get(f"{newsroom.url}/missing")
    with socket.create_connection(("127.0.0.1", int(newsroom.url.rpartition(":")[2]))) as client:
        client.sendall(b"nonsense\r\n\r\n")
        client.recv(1000)
    assert capfd.readouterr() == ("", "")


def test_newsroom_leaves_neither_thread_nor_port_behind(http):
    before = set(threading.enumerate())
    with Newsroom(FRIDAY) as newsroom:
        http.get(newsroom.url)
        port = int(newsroom.url.rpartition(":")[2])
    assert set(threading.enumerate()) <= before
    with Newsroom(FRIDAY, port) as again:
        assert again.url == newsroom.url


def test_site_is_the_same_for_the_same_day():
    url = "http://127.0.0.1:1"
    assert site(FRIDAY, url) == site(FRIDAY, url)
    assert site(FRIDAY, url) != site(date(2026, 11, 19), url)
