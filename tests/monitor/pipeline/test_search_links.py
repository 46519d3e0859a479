from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.search_links import real_link

ENGINE = "https://www.search.example/news?q=x"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://www.search.example/click?id=1&url=https%3A%2F%2Fnews.example%2F1%3Fa%3Db", "https://news.example/1?a=b"),
        ("https://count.search.example/r?to=http://news.example/1", "http://news.example/1"),
        ("https://www.search.example/ck/a?u=a1aHR0cHM6Ly9uZXdzLmV4YW1wbGUvMQ", "https://news.example/1"),
        ("https://www.search.example/click?url=https://help.search.example/", None),
        ("https://www.search.example/click?url=javascript:x", None),
        ("https://www.search.example/click?url=http://a%5Cb@news.example/", None),
        ("https://www.search.example/click?u=a1____", None),
        ("https://news.example/share?url=https://other.example/", None),
        ("https://www.search.example/article/1.html", None),
    ],
)  # fmt: skip
def test_page_behind_the_counter_is_meant(link, expected):
    assert real_link(link, ENGINE) == (expected or link)


@given(st.text(max_size=60))
def test_any_argument_leaves_an_address(text):
    link = f"https://www.search.example/click?url={text}"
    assert real_link(link, ENGINE).startswith(("https://", "http://"))
