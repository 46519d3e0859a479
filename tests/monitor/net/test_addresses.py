import contextlib

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import AddressError
from monitor.net import check_address
from monitor.net.addresses import validate_address

MALFORMED = [
    "http://a\\@b.example/",
    "http://user@b.example/",
    "http://user:word@b.example/",
    "http://a.example/\r\nHost: b",
    "http://a.example/\n",
    "http://a.example/\t",
    "http://a.example/\x00",
    "http://a.example/a b",
    " http://a.example/",
    "http://a.example/\u3000",
    "http://a.example/\ud800",
    "http://a.example:22/",
    "http://a.example:25/",
    "http://a.example:6379/",
    "http://a.example:5432/",
    "http://a.example:0/",
    "http://a.example:99999/",
    "http://a.example:port/",
    "http://[::1/",
    "http://[bad]/",
    "file:///etc/passwd",
    "gopher://a.example/",
    "ftp://a.example/",
    "data:text/html,sample",
    "javascript:alert(1)",
    "//a.example/",
    "http://",
    "http:///path",
    "",
    "http://a.example/" + "x" * 2000,
]


@pytest.mark.parametrize("url", MALFORMED)
def test_check_refuses_what_is_no_plain_address(url):
    with pytest.raises(AddressError):
        check_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/",
        "https://news.example:8443/feed?x=1#top",
        "http://news.example:80/",
        "https://新闻.example/列表.html",
        "http://[2001:db8::1]/",
    ],
)
def test_check_gives_a_plain_address_back(url):
    assert check_address(url) == url


def test_validate_says_why_in_a_form():
    with pytest.raises(ValidationError, match="Port 22 is not one of the web") as refusal:
        validate_address("http://a.example:22/")
    assert refusal.value.code == "address"


@given(st.text())
def test_check_never_fails_otherwise(text):
    for url in (text, f"http://{text}", f"http://a.example/{text}"):
        with contextlib.suppress(AddressError):
            assert check_address(url) == url
