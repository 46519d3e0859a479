"""Links: what is known without asking is what the libraries would have answered."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from w3lib.url import canonicalize_url

from monitor.errors import AddressError
from monitor.net import check_address
from monitor.pipeline.links import canonical, is_plain

BASE = "https://news.example/list/index.html"


@pytest.mark.parametrize(
    "link",
    ["/a.html", "//a.example/", "ftp://a.example/", "http://a@b.example/", "http://a.example:22/",
     "http://a.example/ b", "http://a.example/a?#", "http://a.example/..", "http://127.1/",
     "http://a.example/" + "a" * 2000],
)  # fmt: skip
def test_link_with_any_doubt_is_not_plain(link):
    assert not is_plain(link)


@pytest.mark.parametrize(
    ("url", "spelling"),
    [
        ("https://a.example/x?b=2&a=1", "https://a.example/x?a=1&b=2"),
        ("https://a.example/x?a=2&a-b=1&a=1", "https://a.example/x?a=1&a=2&a-b=1"),
        ("https://a.example/x?a=&b=1#top", "https://a.example/x?a=&b=1"),
        ("https://a.example/x?a", "https://a.example/x?a="),
        ("https://a.example/x/../y", "https://a.example/y"),
        ("https://A.example/%31", "https://a.example/1"),
        ("https://a.example", "https://a.example/"),
    ],
)
def test_address_has_one_spelling(url, spelling):
    assert canonical(url) == canonicalize_url(url) == spelling


@pytest.mark.parametrize("text", ["http://[::1/", "http://[a]/", "http://["])
def test_what_is_no_address_has_no_other_spelling(text):
    assert canonical(text) == text


_NAMES = st.text(alphabet="aZ09_.-~", min_size=1, max_size=6)
_HOSTS = st.lists(st.sampled_from(["a", "b-1", "-", "9", "xn--fiq"]), min_size=1, max_size=4)
_PLAIN = st.builds(
    "{}://{}.example{}{}{}".format,
    st.sampled_from(["http", "https"]),
    _HOSTS.map(".".join),
    st.lists(_NAMES, min_size=1, max_size=4).map(lambda names: "".join(f"/x{n}" for n in names)),
    st.lists(st.builds("{}={}".format, _NAMES, st.one_of(_NAMES, st.just(""))), max_size=4).map(
        lambda arguments: "?" * bool(arguments) + "&".join(arguments)
    ),
    st.one_of(st.just(""), _NAMES.map("#{}".format)),
)


@settings(max_examples=300)
@given(_PLAIN)
def test_plain_link_needs_nobody_asked(link):
    assert is_plain(link)
    assert canonical(link) == canonicalize_url(link)
    assert canonical(canonical(link)) == canonical(link)
    assert check_address(urljoin(BASE, link)) == link


_PIECES = st.sampled_from(
    ["a", "B", "1", ".", "..", "/", "/.", "//", "-", "_", "~", "%41", "%", "?", "&", "=", "a=1",
     "#", ";", ":80", "@", "+", " ", "甲", "\n", "[", "\\", "xn--", "a.example"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=12).map("".join), st.sampled_from(["http", "https", "HTTP"]))
def test_odd_link_is_plain_only_where_the_libraries_change_nothing(rest, scheme):
    link = f"{scheme}://{rest}"
    try:
        address = check_address(urljoin(BASE, link))
    except (AddressError, ValueError):
        assert not is_plain(link)
    else:
        assert address == link or not is_plain(link)
        assert canonical(address) == canonicalize_url(address)
