import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import AddressError
from monitor.net import check_address
from monitor.pipeline.items import FoundItem, link_key

URL = "https://news.example/list/1.html?a=1&b=2"


@pytest.mark.parametrize(
    "spelling",
    [
        "HTTPS://NEWS.example/list/1.html?a=1&b=2",
        "https://news.example/list/1.html?b=2&a=1",
        "https://news.example/list/1.html?a=1&b=2#top",
        "https://news.example/list/%31.html?a=1&b=2",
        "https://news.example/x/../list/1.html?a=1&b=2",
    ],
)
def test_link_key_is_equal_for_spellings(spelling):
    assert link_key(spelling) == link_key(URL)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a?id=1", "https://news.example/a?id=2"),
        ("https://news.example/a", "https://news.example/A"),
        ("https://news.example/a", "https://other.example/a"),
        ("https://news.example/甲", "https://news.example/乙"),
    ],
)
def test_link_key_differs_for_pages(one, other):
    assert link_key(one) != link_key(other)


def test_link_key_is_equal_for_chinese_raw_and_quoted():
    assert link_key("https://news.example/甲") == link_key("https://news.example/%E7%94%B2")


def test_links_of_a_site_lie_together():
    one, other = link_key("https://news.example/a?id=1"), link_key("https://news.example/b")
    assert one[:16] == other[:16] != link_key("https://other.example/b")[:16]


def test_digest_changes_with_title_and_summary_only():
    item = FoundItem(URL, "甲", "摘要")
    assert item.digest == FoundItem("https://other.example/", "甲", "摘要").digest
    assert item.digest != FoundItem(URL, "乙", "摘要").digest
    assert item.digest != FoundItem(URL, "甲", "").digest
    assert FoundItem(URL, "甲乙", "").digest != FoundItem(URL, "甲", "乙").digest


@given(st.text())
def test_every_address_that_may_be_fetched_has_a_key(text):
    for url in (f"http://{text}", f"http://a.example/{text}", f"http://a.example:8000?{text}"):
        try:
            check_address(url)
        except AddressError:
            continue
        assert len(link_key(url)) == 64
