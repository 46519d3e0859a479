"""Feeds as outlets write them, and what is no feed at all. All samples are our own."""

from __future__ import annotations

import contextlib
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import ParseError
from monitor.pipeline.items import MAX_ITEMS
from monitor.pipeline.parse import parse_feed

URL = "https://news.example/feed/"
_RFC_822 = "%a, %d %b %Y %H:%M:%S %z"
SHANGHAI = ZoneInfo("Asia/Shanghai")


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0"><channel><title>样例</title>{inner}</channel></rss>'


def parse(text: str, charset: str = "utf-8", **kwargs: str):
    return parse_feed(text.encode(charset), URL, **kwargs)


def only(*parts: str):
    (item,) = parse(rss("".join(parts)))
    return item


def test_rss_item_gives_its_fields():
    item = only(
        "<title>样例：示例市推进电子病历</title><link>https://news.example/1.html</link>",
        "<description>&lt;p&gt;摘要 &lt;b&gt;样例&lt;/b&gt;&lt;/p&gt;</description>",
        "<pubDate>Fri, 20 Nov 2026 18:30:00 GMT</pubDate>",
    )
    assert (item.url, item.title, item.summary) == (
        "https://news.example/1.html",
        "样例：示例市推进电子病历",
        "摘要 样例",
    )
    assert item.published_at == datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
    assert item.published_on == date(2026, 11, 21)  # it is the next day in Shanghai


def test_atom_entry_gives_its_fields():
    (item,) = parse(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>样例</title><entry>'
        '<title type="html">样例 &lt;em&gt;甲&lt;/em&gt;</title><id>tag:news.example,1</id>'
        '<link rel="alternate" href="../1.html"/><updated>2026-11-20T08:00:00+08:00</updated>'
        "<summary>摘要</summary></entry></feed>"
    )
    assert (item.url, item.title, item.summary) == (
        "https://news.example/1.html",
        "样例 甲",
        "摘要",
    )
    assert item.published_at == datetime(2026, 11, 20, tzinfo=UTC)


def test_rdf_item_gives_its_fields():
    (item,) = parse(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://news.example/"><title>样例</title></channel>'
        '<item rdf:about="https://news.example/1"><title>样例</title>'
        "<link>https://news.example/1</link><dc:date>2026-11-20</dc:date></item></rdf:RDF>"
    )
    assert (item.url, item.title) == ("https://news.example/1", "样例")
    assert (item.published_on, item.published_at) == (date(2026, 11, 20), None)


@pytest.mark.parametrize(
    ("declared", "charset", "content_type"),
    [
        ("gb2312", "gb18030", ""),
        ("gb2312", "gb18030", "text/xml; charset=utf-8"),
        ("utf-8", "gb18030", "text/xml"),
        ("gbk", "utf-8", "text/xml; charset=gbk"),
        ("utf-8", "utf-8", "text/html; charset=iso-8859-1"),
        ("utf-8", "utf-8-sig", ""),
        ("utf-16", "utf-16", ""),
    ],
)
def test_title_is_right_in_any_charset_and_with_a_wrong_label(declared, charset, content_type):
    title = "双㐂镇医院的信息化：副院长周镕介绍，示例市在国家的要求下是不是有了发展"
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    text = rss(f"<title>{title}</title><link>/1.html</link>", head=head)
    (item,) = parse(text, charset, content_type=content_type)
    assert item.title == title


def test_big5_title_is_right():
    title = "樣例：醫院的資訊化，這是我們在國家要求下有了發展的地方"
    text = rss(
        f"<title>{title}</title><link>/1</link>", head='<?xml version="1.0" encoding="big5"?>'
    )
    (item,) = parse(text.replace("样", "樣"), "big5")
    assert item.title == title


@pytest.mark.parametrize(
    "feed",
    [
        '<channel href="/"><item href="/1.html"><title>样例</title></item></channel>',
        '<Channel xmlns="http://purl.org/net/rss1.1#"><items><item><title>样例</title>'
        "<link>/1.html</link></item></items></Channel>",
    ],
    ids=["CDF", "RSS 1.1"],
)
def test_feed_of_a_forgotten_kind_gives_its_items(feed):
    (item,) = parse(feed)
    assert (item.title, item.url) == ("样例", "https://news.example/1.html")


def test_item_without_guid_is_known_by_its_link():
    first = only("<title>样例</title><link>/1.html</link><guid>a</guid>")
    second = only("<title>样例</title><link>/1.html</link><guid>b</guid>")
    third = only("<title>样例</title><link>/1.html</link>")
    assert first == second == third


def test_one_guid_for_all_keeps_all_items():
    items = parse(rss(*(f"<title>{n}</title><link>/{n}</link><guid>same</guid>" for n in range(3))))
    assert [item.title for item in items] == ["0", "1", "2"]


def test_repeated_link_counts_once():
    assert len(parse(rss(*["<title>样例</title><link>/1</link>"] * 3))) == 1


def test_guid_serves_as_link_where_it_is_one():
    assert only("<title>甲</title><guid>https://news.example/1</guid>").url == (
        "https://news.example/1"
    )


@pytest.mark.parametrize(
    "link", ["", "javascript:alert(1)", "file:///etc/passwd", "http://[::1", "&#xD800;", "ftp://a/"]
)
def test_item_without_a_usable_link_is_left_out(link):
    bad = f'<title>甲</title><link>{link}</link><guid isPermaLink="false"></guid>'
    items = parse(rss(bad, "<title>乙</title><link>/2</link>"))
    assert [item.title for item in items if item.url != URL][-1:] == ["乙"]
    for item in items:
        assert item.url.startswith("https://news.example/")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("甲 &amp;lt;b&amp;gt; 乙", "甲 <b> 乙"),
        ("<![CDATA[<b>甲</b> &amp; 乙]]>", "甲 & 乙"),
        ("AT&amp;amp;T", "AT&T"),
        ("甲\u200b\u202e乙\n\t丙", "甲乙 丙"),
        ("{{ settings.SECRET_KEY }} %s {} \\", "{{ settings.SECRET_KEY }} %s {} \\"),
        ("'); DROP TABLE", "'); DROP TABLE"),
        ("<![CDATA[<script>alert(1)</script>甲]]>", "甲"),
        ("1 &lt; 2", "1 < 2"),
    ],
)
def test_title_is_plain_text(written, shown):
    assert only(f"<title>{written}</title><link>/1</link>").title == shown


def test_title_with_a_control_character_or_lone_surrogate_is_clean():
    text = rss("<title>甲&#xD800;&#0;&#8;乙</title><link>/1</link>")
    (item,) = parse(text)
    assert "甲" in item.title
    assert item.title.isprintable()
    item.title.encode()


def test_missing_title_is_the_link():
    assert only("<link>/1.html</link>").title == "https://news.example/1.html"


def test_long_fields_are_cut():
    item = only(
        f"<title>{'甲' * 900}</title><link>/1</link>", f"<description>{'乙' * 900}</description>"
    )
    assert (len(item.title), len(item.summary)) == (500, 500)


@pytest.mark.parametrize(
    ("written", "day", "moment"),
    [
        ("", None, None),
        ("将于近日", None, None),
        ("1711670400", None, None),
        ("Fri, 29 Mar 99999999 08:00:00 GMT", None, None),
        ("Mon, 01 Jan 2024 00:00:00 +9999999", None, None),
        ("2024-13-99T99:99:99Z", None, None),
        ("2024-02-31", None, None),
        (
            "Sun, 31 Dec 23 20:00:00 GMT",
            date(2024, 1, 1),
            datetime(2023, 12, 31, 20, tzinfo=UTC),
        ),
        ("2024年3月29日", date(2024, 3, 29), None),
        ("2024-03-29 22:30:00", date(2024, 3, 29), datetime(2024, 3, 29, 22, 30, tzinfo=SHANGHAI)),
        ("2024-03-29T22:30:00Z", date(2024, 3, 30), datetime(2024, 3, 29, 22, 30, tzinfo=UTC)),
        (
            "Fri, 29 Mar 2024 08:30:00 +0800",
            date(2024, 3, 29),
            datetime(2024, 3, 29, 8, 30, tzinfo=SHANGHAI),
        ),
    ],
)
def test_date_is_read_or_left_out(written, day, moment):
    item = only(f"<title>甲</title><link>/1</link><pubDate>{written}</pubDate>")
    assert (item.published_on, item.published_at) == (day, moment)


@pytest.mark.parametrize(
    "written",
    [
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "9999-12-31T23:59:59Z",
        "Mon, 01 Jan 0001 00:00:00 +2359",
        "Fri, 29 Mar 2024 08:30:00 +9999999",
        "2024-03-29T08:30:00+99:99",
        "2024-02-31",
        "Fri, 29 Mar 2046 08:30:00 GMT",
    ],
)
def test_impossible_date_is_no_exception(written):
    assert only(f"<title>甲</title><link>/1</link><pubDate>{written}</pubDate>").title == "甲"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"/etc/passwd",
        b"http://127.0.0.1/",
        b"{}",
        "<html><head><title>验证码</title></head><body><p>请输入验证码</p></body></html>".encode(),
        b"<?xml version='1.0'?><note>sample</note>",
        b"\x00\x01\x02",
    ],
)
def test_what_is_no_feed_is_an_error(body):
    with pytest.raises(ParseError, match="does not give a feed"):
        parse_feed(body, URL, "text/html")


def test_empty_feed_is_no_error():
    assert parse(rss()) == ()


def test_newest_items_of_a_long_feed_are_taken():
    items = parse(rss(*(f"<title>{n}</title><link>/{n}</link>" for n in range(MAX_ITEMS + 50))))
    assert [item.title for item in items] == [str(n) for n in range(MAX_ITEMS)]


def test_newest_items_are_told_by_their_dates_where_they_have_some():
    start = datetime(2026, 1, 1, tzinfo=UTC)
    hours = [(n, f"{start + timedelta(hours=n):{_RFC_822}}") for n in range(2000)]
    dated = [f"<title>{n}</title><link>/{n}</link><pubDate>{at}</pubDate>" for n, at in hours]
    undated = [f"<title>无{n}</title><link>/u{n}</link>" for n in range(100)]
    items = parse(rss(*undated, *dated))
    assert [item.title for item in items] == [str(n) for n in range(1999, 1799, -1)]


@pytest.mark.parametrize(("written", "days"), [("昨天 08:30", 1), ("3天前", 3), ("刚刚", 0)])
def test_date_may_count_from_today(written, days):
    item = only(f"<title>甲</title><link>/1</link><pubDate>{written}</pubDate>")
    assert item.published_on == timezone.localdate() - timedelta(days=days)


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
_BOMBS = {
    "billion laughs": rss(
        "<title>&l11;</title><link>/1</link>",
        head=f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{_LAUGHS}]>',
    ),
    "quadratic entities": rss(
        f"<title>{'&l;' * 50_000}</title><link>/1</link>",
        head=f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l "{"x" * 50_000}">]>',
    ),
    "attributes": rss(
        "<title>1</title><link " + " ".join(f"a{n}=''" for n in range(20_000)) + ">/1</link>"
    ),
    "deep tags": rss("<a>" * 20_000 + "</a>" * 20_000),
    "deep html": rss(f"<title><![CDATA[{'<b>' * 20_000}甲]]></title><link>/1</link>"),
    "open brackets": rss("<" * 300_000),
    "open brackets in a title": rss(f"<title><![CDATA[{'<' * 300_000}]]></title>"),
}


@pytest.mark.parametrize("bomb", _BOMBS)
def test_bomb_goes_off_in_time(bomb):
    begun = time.process_time()
    try:
        items = parse(_BOMBS[bomb])
    except ParseError:
        items = ()
    assert time.process_time() - begun < 2
    assert all(len(item.title) <= 500 for item in items)


def test_external_entity_is_neither_opened_nor_requested(httpserver, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    for target in (secret.as_uri(), httpserver.url_for("/")):
        head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{target}">]>'
        items = parse(rss("<title>甲&x;</title><link>/1</link>", head=head))
        assert all("SECRET" not in item.title for item in items)
    assert httpserver.log == []


@settings(deadline=None, max_examples=60)
@given(
    st.binary(max_size=300), st.sampled_from(["", "<rss version='2.0'><channel><item>", "<feed>"])
)
def test_any_bytes_give_items_or_a_parse_error(body, head):
    with contextlib.suppress(ParseError):
        assert all(item.title for item in parse_feed(head.encode() + body, URL))


_SIGNS = st.text(alphabet="<>![]&;#/?-\"'= aAxX0\x00\u4e2d", max_size=80)


@settings(deadline=None, max_examples=60)
@given(_SIGNS)
def test_any_markup_gives_items_or_a_parse_error(text):
    for item in parse(rss(f"<title>{text}", "<link>/1</link>")):
        assert item.url.startswith("http")
