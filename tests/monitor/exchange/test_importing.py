"""What an import adds, passes over and refuses."""

from __future__ import annotations

import pytest

from monitor.errors import ParseError
from monitor.exchange import importing
from monitor.exchange.importing import Verdict, add, plan, read_file
from monitor.exchange.json_file import read_json, write_json
from monitor.models import Source

NEW = {"name": "新报", "url": "https://new.example/rss"}


def known(**changes) -> Source:
    return Source(**({"name": "旧报", "url": "https://old.example/rss"} | changes))


def outcome(record, *existing, may_be_private=False):
    (planned,) = plan([record], existing, may_be_private=may_be_private)
    return planned.verdict, planned.reason


def test_new_source_is_added():
    assert outcome(NEW, known()) == (Verdict.ADD, "")


def test_source_of_no_address_keeps_none_from_coming():
    assert outcome(NEW, known(url="http://[::1/")) == (Verdict.ADD, "")


def test_known_address_is_passed_over_whatever_its_spelling():
    record = NEW | {"url": "HTTPS://OLD.example/rss#top"}
    reason = "Its address is already monitored, as “旧报”."
    assert outcome(record, known()) == (Verdict.KNOWN, reason)


def test_taken_name_is_passed_over():
    assert outcome(NEW | {"name": "旧报"}, known()) == (
        Verdict.KNOWN, "There is already a source of this name.",
    )  # fmt: skip


def test_refusal_names_the_setting():
    assert outcome({"name": "坏报", "url": "ftp://a.example/"}) == (
        Verdict.REFUSED,
        "address: The address must begin with http:// or https:// and name a host.",
    )


def test_only_administrators_open_the_own_network():
    record = NEW | {"allow_private": True}
    assert outcome(record)[0] == Verdict.REFUSED
    assert outcome(record, may_be_private=True)[0] == Verdict.ADD


def test_name_counts_once_within_a_file():
    other = NEW | {"url": "https://other.example/rss"}
    verdicts = [item.verdict for item in plan([NEW, other], [], may_be_private=False)]
    assert verdicts == [Verdict.ADD, Verdict.KNOWN]


def test_sources_of_one_page_come_back_side_by_side():
    sources = [
        known(name=name, kind="listing", item_selector=selector)
        for name, selector in (("甲", "ul.a li"), ("乙", "ul.b li"))
    ]
    planned = plan(read_json(write_json(sources)), [], may_be_private=False)
    assert [item.verdict for item in planned] == [Verdict.ADD, Verdict.ADD]


def test_add_saves_only_what_is_to_be_added_and_that_once(db):
    known().save()
    records = [NEW, NEW | {"name": "旧报"}, {"name": "坏报", "url": "x"}]
    planned = plan(records, Source.objects.all(), may_be_private=False)
    assert [source.name for source in add(planned)] == ["新报"]
    assert add(planned) == []
    assert sorted(Source.objects.values_list("name", flat=True)) == ["新报", "旧报"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_file_is_read_in_its_charset(charset):
    text = '<opml><body><outline text="示例的健康报，在这里" xmlUrl="https://a.example/"/></body></opml>'
    assert [record["name"] for record in read_file(text.encode(charset))] == [
        "示例的健康报，在这里"
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "neither OPML nor JSON"),
        (b"<opml><body/></opml>", "holds no source"),
        (b"{}", "not a list of sources"),
        (b" " * (importing.MAX_BYTES + 1), "too large"),
    ],
)
def test_unreadable_file_is_refused_with_the_reason(body, message):
    with pytest.raises(ParseError, match=message):
        read_file(body)


def test_too_many_sources_are_refused(monkeypatch):
    monkeypatch.setattr(importing, "MAX_SOURCES", 1)
    body = write_json([known(), known(name="又一")]).encode()
    with pytest.raises(ParseError, match="more than 1 sources"):
        read_file(body)
