"""One source of each kind, polled from a server on loopback."""

from __future__ import annotations

import gzip
import json
from urllib.parse import parse_qs

import pytest
from werkzeug import Request, Response

from monitor.models import Entry, Poll, Source
from monitor.polling import poll_source

HEAD = '<?xml version="1.0"?>'


@pytest.fixture
def source(db, site):
    def create(path: str, **fields: object) -> Source:
        return Source.objects.create(name="示例", url=site.url + path, allow_private=True, **fields)

    return create


def poll(source: Source) -> Poll:
    made = poll_source(source.pk, due_only=False)
    assert made is not None
    return made


def outcome(source: Source) -> tuple[str, int, int]:
    made = poll(source)
    assert made.error == ""
    return made.status, made.seen, made.new


def titles() -> list[str]:
    return list(Entry.objects.order_by("url").values_list("title", flat=True))


def rows(*numbers: int) -> bytes:
    return "".join(
        f"<li><a href='/{number}.html'>样例（{number}）</a> 2026-11-18</li>" for number in numbers
    ).encode()


class TestFurtherPages:
    FIELDS = {"kind": "listing", "item_selector": "li", "max_pages": 4}

    @pytest.fixture(params=["/list/{page}", "/list/{page-1}x", "a.next"])
    def paged(self, request, source, site):
        def publish(**pages: bytes) -> Source:
            names = {
                "/list/{page}": lambda n: f"/list/{n}",
                "/list/{page-1}x": lambda n: f"/list/{n - 1}x",
                "a.next": lambda n: f"/list/{n}",
            }
            for key, body in pages.items():
                number = int(key[1:])
                path = "/list" if number == 1 else names[request.param](number)
                site.pages[path] = body + f"<a class=next href='/list/{number + 1}'>2</a>".encode()
            made: Source = source("/list", next_page=request.param, **self.FIELDS)
            return made

        return publish

    def test_pages_are_read_until_one_is_not_there(self, paged):
        assert outcome(paged(p1=rows(5, 4), p2=rows(3, 2), p3=rows(1))) == ("ok", 5, 5)

    def test_pages_are_read_up_to_the_limit(self, paged, site):
        pages = {f"p{number}": rows(number) for number in range(1, 9)}
        assert outcome(paged(**pages)) == ("ok", 4, 4)
        assert len(site.asked) == 4

    def test_page_without_news_is_the_last(self, paged, site):
        paged_source = paged(p1=rows(5, 4), p2=rows(3, 2), p3=rows(1))
        outcome(paged_source)
        site.asked.clear()
        site.pages["/list"] = rows(6, 5) + b"<a class=next href='/list/2'>2</a>"
        assert outcome(paged_source) == ("ok", 4, 1)
        assert len(site.asked) == 2
        site.asked.clear()
        site.pages["/list"] += b" "
        assert outcome(paged_source) == ("ok", 2, 0)
        assert len(site.asked) == 1

    def test_page_that_fails_is_asked_for_again_at_the_next_poll(self, paged, site):
        paged_source = paged(p1=rows(5), p2=rows(4))
        site.status.update(dict.fromkeys(["/list/2", "/list/1x"], 503))
        assert outcome(paged_source) == ("ok", 1, 1)
        site.status.clear()
        assert outcome(paged_source) == ("ok", 2, 1)
        assert outcome(paged_source)[0] == "not_modified"

    def test_page_that_robots_txt_forbids_is_left_alone(self, source, site):
        site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /list/"
        site.pages["/list"] = rows(2)
        site.pages["/list/2"] = rows(1)
        paged = source("/list", next_page="/list/{page}", **self.FIELDS)
        assert outcome(paged) == ("ok", 1, 1)
        assert "/list/2" not in site.asked
        assert outcome(paged)[0] == "not_modified"

    def test_host_that_asks_for_long_pauses_is_asked_once(self, source, site):
        site.pages["/robots.txt"] = b"User-agent: *\nCrawl-delay: 11"
        site.pages["/list"] = rows(2)
        site.pages["/list/2"] = rows(1)
        assert outcome(source("/list", next_page="/list/{page}", **self.FIELDS)) == ("ok", 1, 1)

    def test_page_at_another_host_is_not_asked_for(self, source, site):
        next_link = b"<a class=next href='http://other.example/'>2</a>"
        site.pages["/list"] = rows(1) + next_link
        assert outcome(source("/list", next_page="a.next", **self.FIELDS)) == ("ok", 1, 1)


def test_links_that_do_not_count_are_left_out(source, site):
    site.pages["/list"] = rows(1, 2) + b"<li><a href='http://ad.example/1.html'>x</a></li>"
    listing = source(
        "/list", kind="listing", item_selector="li", allowed_links="localhost/1.html\n/2.html$"
    )
    assert outcome(listing) == ("ok", 3, 2)
    Source.objects.update(allowed_links="localhost/none/")
    assert "No link of the list is one of those that count" in poll(listing).error


JSON_LIST = {
    "code": 0,
    "data": {
        "list": [
            {"id": 1, "name": "<em>样例</em>一", "time": 1795053600, "intro": "摘要"},
            {"id": 2, "name": "样例二", "time": "1795053600000"},
            {"id": 3, "name": "样例三", "time": "2026年11月18日 09:30"},
            {"id": None, "name": "没有地址"},
        ]
    },
}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (json.dumps(JSON_LIST), "data.list"),
        (f"/**/back({json.dumps(JSON_LIST, ensure_ascii=False)});", "data.list[]"),
        (f"<html><script>var page = {json.dumps(JSON_LIST)};</script></html>", "page.data.list"),
    ],
)
def test_json_list(source, site, text, path):
    site.pages["/api"] = text.encode()
    listed = source(
        "/api", kind="json", item_selector=path, link_selector="/{id}.html", title_selector="name",
        date_selector="time", summary_selector="intro",
    )  # fmt: skip
    assert outcome(listed) == ("ok", 3, 3)
    assert titles() == ["样例一", "样例二", "样例三"]
    first, second, third = Entry.objects.order_by("url")
    assert first.url == f"{site.url}/1.html"
    assert first.summary == "摘要"
    assert first.published_at == second.published_at
    assert str(first.published_at) == "2026-11-19 02:00:00+00:00"
    assert str(third.published_at) == "2026-11-18 01:30:00+00:00"
    assert outcome(listed)[0] == "not_modified"


def test_further_pages_of_a_json_list(source, site):
    for number in (1, 2):
        body = json.dumps([{"url": f"/{number}.html", "title": "样例"}]).encode()
        site.pages[f"/api/{number}"] = body
    assert outcome(source("/api/1", kind="json", next_page="{page}")) == ("ok", 2, 2)


def test_json_list_that_went_empty_is_an_error(source, site):
    site.pages["/api"] = b"[]"
    listed = source("/api", kind="json")
    assert outcome(listed) == ("ok", 0, 0)
    site.pages["/api"] = b'[{"url": "/1.html", "title": "x"}]'
    assert outcome(listed) == ("ok", 1, 1)
    for _again in range(2):
        site.pages["/api"] = b"[]"
        assert "empty, though it had rows earlier" in poll(listed).error


NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def test_news_sitemap(source, site):
    site.pages["/news.xml"] = f"""{HEAD}<urlset xmlns:n="{NEWS}"><url><loc>{site.url}/1.html</loc>
        <n:news><n:publication_date>2026-11-18T09:30:00+08:00</n:publication_date>
        <n:title>样例 &lt;一&gt;</n:title></n:news></url></urlset>""".encode()
    news = source("/news.xml", kind="sitemap")
    assert outcome(news) == ("ok", 1, 1)
    entry = Entry.objects.get()
    assert (entry.title, str(entry.published_at)) == (
        "样例 <一>", "2026-11-18 01:30:00+00:00",
    )  # fmt: skip
    assert outcome(news)[0] == "not_modified"


def test_index_of_sitemaps_is_read_anew_at_each_poll(source, site):
    children = [("old", "2020"), ("c", "2026-11-16"), ("b", "2026-11-17"), ("a", "2026-11-18")]
    listed = "".join(
        f"<sitemap><loc>{site.url}/{name}.xml.gz</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in children
    )
    site.pages["/sitemap.xml"] = f"<sitemapindex>{listed}</sitemapindex>".encode()
    for name, _day in children:
        body = f"<urlset><url><loc>{site.url}/{name}.html</loc></url></urlset>".encode()
        site.pages[f"/{name}.xml.gz"] = gzip.compress(body)
    index = source("/sitemap.xml", kind="sitemap")
    assert outcome(index) == ("ok", 3, 3)
    assert site.asked == ["/sitemap.xml", "/a.xml.gz", "/b.xml.gz", "/c.xml.gz"]
    assert titles() == [f"{site.url}/{name}.html" for name in "abc"]
    body = f"<urlset><url><loc>{site.url}/new.html</loc></url></urlset>".encode()
    site.pages["/a.xml.gz"] = gzip.compress(body)
    assert outcome(index) == ("ok", 3, 1)


class TestSearch:
    @pytest.fixture
    def engine(self, httpserver):
        asked: list[str] = []

        def answer(request: Request) -> Response:
            (query,) = parse_qs(request.query_string.decode(), encoding="gb18030")["q"]
            asked.append(query)
            if query == "空":
                return Response(f"没有关于“{query}”的结果")
            if query == "人机":
                return Response("<p>请证明您不是机器人</p>")
            link = f"http://news.example/{len(query)}.html"
            counted = f"/click?x=1&url={link}"
            return Response(f'<div class=r><a href="{counted}">{query}样例</a> 2026-11-18</div>')

        httpserver.expect_request("/robots.txt").respond_with_data("")
        httpserver.expect_request("/search").respond_with_handler(answer)
        self.url = httpserver.url_for("/search?q={query}")
        return asked

    def search(self, keywords: str, **fields: object) -> Source:
        defaults = {"kind": "listing", "item_selector": ".r", "query_charset": "gb18030"}
        return Source.objects.create(
            name="示例搜索",
            url=self.url,
            keywords=keywords,
            allow_private=True,
            **defaults | fields,
        )

    def test_one_keyword_is_asked_for_at_each_poll(self, db, engine):
        search = self.search("电子病历\n医保\n空")
        assert [outcome(search) for _poll in range(4)] == [
            ("ok", 1, 1), ("ok", 1, 1), ("ok", 0, 0), ("ok", 1, 0),
        ]  # fmt: skip
        assert engine == ["电子病历", "医保", "空", "电子病历"]
        assert set(Entry.objects.values_list("url", flat=True)) == {
            "http://news.example/4.html", "http://news.example/2.html",
        }  # fmt: skip

    def test_single_keyword_without_news_is_not_read_again(self, db, engine):
        search = self.search("医保")
        assert outcome(search) == ("ok", 1, 1)
        assert outcome(search)[0] == "not_modified"

    def test_page_that_does_not_answer_the_question_is_an_error(self, db, engine):
        search = self.search("人机\n医保")
        assert "whether we are human" in poll(search).error
        assert outcome(search) == ("ok", 1, 1)

    def test_engine_with_a_feed(self, db, httpserver):
        item = "<item><title>样例</title><link>/1</link></item>"
        feed = f'<rss version="2.0"><channel>{item}</channel></rss>'
        httpserver.expect_request("/feed", query_string="q=%E5%8C%BB").respond_with_data(feed)
        self.url = httpserver.url_for("/feed?q={query}")
        search = self.search("医", kind="feed", query_charset="utf-8")
        assert outcome(search) == ("ok", 1, 1)
