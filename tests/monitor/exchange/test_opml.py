"""Sources as OPML: ours, and those of other feed readers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import etree

from monitor.errors import ParseError
from monitor.exchange.opml import read_opml, write_opml
from monitor.exchange.records import record_of
from monitor.models import Source

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)

#: Written for this test, as other readers write: folders, other cases, no text, an own scheme.
OTHER_READER = """<?xml version="1.0" encoding="gb2312"?>
<OPML version="1.0"><head><title>订阅样例</title></head><body>
<outline text="卫生"><outline title="示例健康报" type="rss" XMLURL="https://a.example/rss"
  htmlUrl="https://a.example/"/>
  <outline text="深处"><Outline TEXT="深处一报" xmlurl=" feed://b.example/rss "/></outline>
</outline>
<outline text="又见" xmlUrl="https://c.example/1.xml"/>
<outline text="又见" xmlUrl="https://c.example/2.xml"/>
<outline text="又见" xmlUrl="https://c.example/1.xml"/>
<outline xmlUrl="https://d.example/feed?a=1&b=2"/>
<outline text="网页" type="link" url="https://e.example/"/>
</body></OPML>"""


def test_subscriptions_of_other_readers_are_read():
    assert [(record["name"], record["url"]) for record in read_opml(OTHER_READER)] == [
        ("示例健康报", "https://a.example/rss"),
        ("深处一报", "http://b.example/rss"),
        ("又见", "https://c.example/1.xml"),
        ("又见（c.example）", "https://c.example/2.xml"),
        ("d.example", "https://d.example/feed?a=1&b=2"),
    ]


def test_sources_survive_the_round_trip():
    sources = [
        Source(name="示例“报” <1>", url="https://a.example/rss?a=1&b=2", notes="一\n二"),
        Source(
            name="列表", kind="listing", url="https://b.example/", item_selector="ul > li",
            is_enabled=False, interval_minutes=90, source_class="government", hosts="a.cn\nb.cn",
        ),
    ]  # fmt: skip
    assert read_opml(write_opml(sources, NOW)) == [record_of(source) for source in sources]


def test_only_plain_feeds_are_offered_to_other_readers():
    sources = [
        Source(name="甲", url="https://a.example/rss"),
        Source(name="乙", kind="listing", url="https://b.example/", item_selector="li"),
        Source(name="丙", url="https://c.example/rss?q={query}", keywords="医院"),
    ]
    document = etree.fromstring(write_opml(sources, NOW).encode())
    assert document.xpath("//outline/@xmlUrl") == ["https://a.example/rss"]
    assert document.get("version") == "2.0"


@pytest.mark.parametrize(
    "text",
    [
        "", "样例", "<html><body><p>样例</p></body></html>", "<rss/>",
        '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body>'
        '<outline text="&x;" xmlUrl="https://a.example/"/></body></opml>',
        '<!doctype opml SYSTEM "http://127.0.0.1/x.dtd"><opml/>',
    ],
)  # fmt: skip
def test_what_is_no_opml_or_declares_entities_is_refused(text):
    with pytest.raises(ParseError):
        read_opml(text)


def test_deep_and_broken_outlines_do_no_harm():
    deep = "<outline text='一' xmlUrl='https://a.example/'>" * 5000
    assert [record["name"] for record in read_opml(f"<opml><body>{deep}")] == ["一"]
