"""The quick reader against the judge: the same items, or none of its own. Samples are ours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import ParseError
from monitor.pipeline import parse
from monitor.pipeline.feed_item import UnusualFeedError
from monitor.pipeline.feed_xml import read_xml
from monitor.pipeline.parse import parse_feed

URL = "https://news.example/feed/"
RSS = (
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:odd="https://odd.example/">'
    '<channel><title>样例</title><atom:link rel="self" href="{URL}"/><image><title>标</title>'
    "<link>https://news.example/</link><url>/logo.png</url></image>%s</channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>样例</title><author><name>样例</name></author>'
    "<updated>2026-11-01T00:00:00Z</updated>%s</feed>"
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    '<channel rdf:about="https://news.example/"><title>样例</title></channel>%s</rdf:RDF>'
)


def judged(text: str):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parse, "read_xml", unusual)
        return parse_feed(text.encode(), URL)


def unusual(text: str):
    raise UnusualFeedError


def agree(text: str) -> None:
    """The quick reader knows this feed, and reads it as the judge does."""
    read_xml(text)
    assert parse_feed(text.encode(), URL) == judged(text)


T, L = "<title>样例</title>", "<link>/1.html</link>"


@pytest.mark.parametrize(
    "item",
    [
        T + L,
        L + T + "<title>又一</title>",
        "<title/>" + T + L,
        "<title>\n 样例\t一 </title>\n<link>\n /1.html\n</link>",
        T + "<link>/a?x=1&amp;y=2</link>",
        T + "<link>/a?x=1&amp;amp;y=2&amp;z;=3</link>",
        T + "<link>/1</link><link>/2</link>",
        T + "<link/><guid>https://news.example/guid</guid>",
        T + '<guid isPermaLink="false">样例-1</guid>' + L,
        T + '<guid isPermaLink="TRUE">/guid</guid>',
        T + "<guid>/guid</guid>" + L,
        T + L + '<atom:link rel="replies" href="/other"/>',
        T + L + '<atom:link href="/other"/>',
        T + L + '<link href="/other" type="text/plain"/>',
        T + L + "<description>甲</description><description>乙</description>",
        T + L + "<description>甲</description><content:encoded>全文</content:encoded>",
        T + L + "<content:encoded>全文</content:encoded><description>甲</description>",
        T + L + "<content:encoded>全文</content:encoded>",
        T + L + "<description/><content:encoded>全文</content:encoded>",
        T + L + "<description><![CDATA[<p>甲</p><script>乙</script>丙]]></description>",
        T + L + "<description>&lt;b>甲 &amp;amp; 乙 &amp;lt; 丙&lt;br/>丁</description>",
        T + L + "<description>甲&lt;!-- 乙 --></description>",
        T + L + "<dc:date>2026-11-20T08:00:00+08:00</dc:date>",
        T + L + "<pubDate>Fri, 20 Nov 2026 18:30:00 GMT</pubDate><dc:date>2025-01-01</dc:date>",
        T + L + "<dc:creator>某</dc:creator><slash:comments>3</slash:comments>",
        T + L + '<category domain="/c">医</category><author>a@b.example (某)</author>'
        '<enclosure url="/a.mp3" length="1" type="audio/mpeg"/><comments>/c</comments>',
        T + L + '<source url="https://other.example/">别家</source>',
        T + L + '<source url="https://other.example/"/><title>乙</title><title>丙</title>',
        T,
        "",
    ],
)  # fmt: skip
def test_rss_item_is_read_as_the_judge_reads_it(item):
    agree(RSS % f"<item>{item}</item><item><title>末</title><link>/z</link></item>")


@pytest.mark.parametrize(
    "entry",
    [
        '<title type="html">甲 &lt;em>乙&lt;/em></title><link rel="alternate" href="../1"/>',
        '<title type="text">1 &lt; 2</title><link href="/1" type="text/html" hreflang="zh"/>',
        f'{T}<link rel="edit" href="/e"/><link href="/1"/><link rel="enclosure" href="/a.mp3"/>',
        f"{T}<id>https://news.example/id</id>",
        f"{T}<id>tag:news.example,2026:1</id>",
        f'{T}<link href="/1"/><summary>甲</summary><content type="html">&lt;p>全文</content>',
        f'{T}<link href="/1"/><content type="html">全文</content><summary>甲</summary>',
        f'{T}<link href="/1"/><content type="text/plain">全文</content>',
        f'{T}<link href="/1"/><published>2026-11-20T08:00:00Z</published>'
        "<updated>2026-11-21T08:00:00Z</updated>",
        f'{T}<link href="/1"/><author><name>某</name><uri>/u</uri></author><rights>甲</rights>'
        '<category term="医"/><contributor><name>某</name></contributor>',
    ],
)  # fmt: skip
def test_atom_entry_is_read_as_the_judge_reads_it(entry):
    agree(ATOM % f"<entry>{entry}</entry><entry>{T}<link href='/z'/></entry>")


@pytest.mark.parametrize("about", ["https://news.example/about", "样例", ""])
@pytest.mark.parametrize("link", ["", L])
def test_rdf_item_is_read_as_the_judge_reads_it(about, link):
    agree(RDF % f'<item rdf:about="{about}">{T}{link}<dc:date>2026-11-20</dc:date></item>')


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE rss [<!ENTITY x "y">]>' + RSS % f"<item>{T}{L}</item>",
        RSS % f"<item>{T}{L}",
        RSS % f"<item><title>甲&nbsp;乙</title>{L}</item>",
        RSS % f"<item><title>甲<b>乙</b></title>{L}</item>",
        RSS % f'<item xml:base="https://other.example/">{T}{L}</item>',
        RSS % f'<item>{T}{L}<description mode="base64">5qC3</description></item>',
        RSS % f"<item>{T}{L}<odd:title>甲</odd:title></item>",
        RSS % f"<item>{T}{L}<undeclared:title>甲</undeclared:title></item>",
        RSS % f"<item>{T}{L}<source><title>别家</title></source></item>",
        RSS % f"<item>{T}{L}<item>{T}{L}</item></item>",
        RSS % f"<item><title>\u00c3\u00a9</title>{L}</item>",
        RSS % f"<item>{T}{L}<pubDate>Fri, 20 Nov 2026 18:30:00 EST</pubDate></item>",
        RSS % f"<item>{T}{L}<pubDate>Tue, 31 Feb 2026 18:30:00 GMT</pubDate></item>",
        f'<rss version="2.0"><item>{T}{L}</item></rss>',
        ATOM % f'<entry>{T}<author><b lang="x"/><b xml:base="/x"/></author></entry>',
        ATOM % f'<link xml:base="/x"/><entry>{T}</entry>',
        ATOM % f"<entry>{T}</entry><box><entry/></box>",
        RSS % f"<item>{T}{L}</item>{'<a/>' * 60_000}",
        ATOM % f'<entry>{T}<content type="xhtml"><div>甲</div></content></entry>',
        "<note/>",
        "",
    ],
)
def test_what_is_unusual_is_left_to_the_judge(text):
    with pytest.raises(UnusualFeedError):
        read_xml(text)
    try:
        expected = judged(text)
    except ParseError:
        with pytest.raises(ParseError):
            parse_feed(text.encode(), URL)
    else:
        assert parse_feed(text.encode(), URL) == expected


_WORDS = st.text(alphabet="样例甲乙，。 \n\tab<>&;\"'/é—", max_size=30)
_TEXTS = st.one_of(
    _WORDS.map(escape),
    _WORDS.map(lambda words: escape(f"<p>{escape(words)}<br/>样</p>")),
    _WORDS.map(lambda words: f"<![CDATA[<b>{words.replace(']]>', '')}</b>]]>"),
)
_ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-5))])
_MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2035, 1, 1), timezones=_ZONES)  # noqa: DTZ001
_DATES = st.one_of(
    _MOMENTS.map(lambda at: format_datetime(at.replace(microsecond=0))),
    _MOMENTS.map(lambda at: at.replace(microsecond=0).isoformat()),
    _MOMENTS.map(lambda at: f"{at:%Y-%m-%d %H:%M:%S}"),
    st.sampled_from(["", "1711670400", "2024年3月29日"]),
)
_PATHS = st.text(alphabet="abc/?=&1.#样", max_size=12).map(lambda path: escape(f"/{path}"))


def _part(name: str, inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return inside.map(lambda text: f"<{name}>{text}</{name}>")


def _feed(frame: str, item: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(st.lists(st.one_of(*parts), max_size=7).map("".join), max_size=4)
    return items.map(lambda rows: frame % "".join(f"<{item}>{row}</{item}>" for row in rows))


_FEEDS = st.one_of(
    _feed(
        RSS, "item", _part("title", _TEXTS), _part("link", _PATHS), _part("guid", _PATHS),
        _part("description", _TEXTS), _part("content:encoded", _TEXTS), _part("pubDate", _DATES),
        _part("dc:date", _DATES), _part("category", _WORDS.map(escape)),
    ),
    _feed(
        ATOM, "entry", _part("title", _TEXTS), _part("id", _PATHS), _part("summary", _TEXTS),
        _PATHS.map(lambda path: f'<link href="{path}"/>'), _part("content", _TEXTS),
        _part("published", _DATES), _part("updated", _DATES),
    ),
    _feed(
        RDF.replace("%s", "<item><title>首</title><link>/0</link></item>%s"), "item",
        _part("title", _TEXTS), _part("link", _PATHS), _part("description", _TEXTS),
        _part("dc:date", _DATES),
    ),
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(_FEEDS)
def test_any_well_formed_feed_is_read_as_the_judge_reads_it(text):
    agree(text)


#: Parts that items may have, usual and unusual ones. Of several the judge takes now the first, now
#: the last, now the one after another part.
_PARTS = [
    "<!-- 甲 -->",
    "<?pi x?>",
    "&#x4e00;",
    "&amp;lt;",
    "&amp;amp;",
    "<![CDATA[<i>乙</i>]]>",
    "<![CDATA[甲 & 乙 ]]>",
    '<link rel="alternate" href="/x"/>',
    '<link href="/y" rel="self"/>',
    '<link rel="related" href="/r" type="text/html"/>',
    '<link rel="alternate" type="application/pdf" href="/p"/>',
    "<link>/plain</link>",
    "<link>https://a.example/?a=1&amp;b=2</link>",
    "<link/>",
    "<LINK>/u</LINK>",
    "<Link> /v </Link>",
    '<guid isPermaLink="false">g</guid>',
    '<guid isPermaLink="true">/perma</guid>',
    "<guid>https://g.example/1</guid>",
    "<guid>plain</guid>",
    "<id>urn:x</id>",
    "<id>https://id.example/</id>",
    "<Title>t</Title>",
    "<title>甲</title>",
    "<title></title>",
    "<title type='html'>&lt;b>乙&lt;/b></title>",
    "<title type='text'>a &lt; b</title>",
    "<dc:title>d</dc:title>",
    "<dc:date>2026-11-20T08:00:00+08:00</dc:date>",
    "<dc:date>2026-11-20</dc:date>",
    "<pubDate>Fri, 20 Nov 2026 18:30:00 GMT</pubDate>",
    "<pubDate>20 Nov 2026 18:30:00 +0800</pubDate>",
    "<pubDate>2026-11-20 18:30:00</pubDate>",
    "<pubDate>Fri, 20 Nov 26 18:30:00 GMT</pubDate>",
    "<pubDate>昨天</pubDate>",
    "<pubDate></pubDate>",
    "<pubdate>2024年3月29日</pubdate>",
    "<published>2026-11-20T08:00:00Z</published>",
    "<updated>2026-11-21T08:00:00Z</updated>",
    "<issued>2026-11-20T08:00:00Z</issued>",
    "<modified>2026-11-22T08:00:00Z</modified>",
    "<created>2026-11-20T08:00:00Z</created>",
    "<description>描述</description>",
    "<description>&lt;p&gt;段&lt;/p&gt;</description>",
    "<summary>概要</summary>",
    "<summary type='html'>&lt;i>概&lt;/i></summary>",
    "<content>全</content>",
    "<content type='html'>&lt;p>全&lt;/p></content>",
    "<content type='xhtml'><div>全</div></content>",
    "<content src='/c'/>",
    "<content:encoded>编码</content:encoded>",
    "<content:encoded><![CDATA[<p>编码</p>]]></content:encoded>",
    "<author>某</author>",
    "<author><name>某</name></author>",
    "<dc:creator>某</dc:creator>",
    "<source url='/s'>s</source>",
    "<source><title>x</title><id>urn:s</id></source>",
    "<category>c</category>",
    "<enclosure url='/e.mp3' type='audio/mpeg' length='1'/>",
    "<slash:comments>3</slash:comments>",
    "<comments>/c</comments>",
    "<rights>r</rights>",
    "<atom:link rel='alternate' href='/atom'/>",
    "<atom:id>urn:a</atom:id>",
    "<atom:summary>as</atom:summary>",
    "<dc:subject>s</dc:subject>",
    "<dc:rights>r</dc:rights>",
    "<dc:publisher>p</dc:publisher>",
    "<expirationDate>2026-01-01</expirationDate>",
    "<subtitle>st</subtitle>",
    "<tagline>tl</tagline>",
    "<info>i</info>",
    "<abstract>a</abstract>",
    "<dc:description>dd</dc:description>",
    "<dc:identifier>/di</dc:identifier>",
    "<body>b</body>",
    "<fullitem>f</fullitem>",
    "<language>zh</language>",
    "<image><url>/i</url></image>",
    "<textinput/>",
    "甲",
    "<title xml:lang='zh'>语</title>",
    "<link xml:lang='zh' href='/l'/>",
    "<description type='text/html'>&lt;b>d&lt;/b></description>",
    "<title mode='escaped'>e</title>",
    "<pubDate type='x'>Fri, 20 Nov 2026 18:30:00 GMT</pubDate>",
    "<guid></guid>",
    "<guid isPermaLink='True'>/T</guid>",
    "<guid ispermalink='false'>/low</guid>",
]


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from([(RSS, "item"), (ATOM, "entry"), (RDF, "item")]),
    st.lists(st.lists(st.sampled_from(_PARTS), max_size=6).map("".join), min_size=1, max_size=2),
)
def test_any_parts_are_read_as_the_judge_reads_them_or_left_to_it(kind, rows):
    frame, item = kind
    text = frame % "".join(f"<{item}>{row}</{item}>" for row in rows)
    try:
        read_xml(text)
    except UnusualFeedError:
        return
    assert parse_feed(text.encode(), URL) == judged(text)
