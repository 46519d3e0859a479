from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from monitor.notation.links import links_that_count, validate_links


@pytest.mark.parametrize(
    ("rules", "url", "expected"),
    [
        ("", "https://any.example/", True),
        ("news.example", "https://news.example/1", True),
        ("news.example", "https://www.news.example/1", True),
        ("news.example", "https://fake-news.example/1", False),
        ("News.example/art/", "http://news.example/art/1.html", True),
        ("https://news.example/art/", "http://news.example/art/1.html", True),
        ("news.example/art/", "http://news.example/ad/1.html", False),
        ("/art/", "https://any.example/art/1", True),
        ("/art/", "https://any.example/x/art/1", False),
        ("/*/art/", "https://any.example/x/art/1", True),
        ("/zhengce/*content_*.htm", "https://a.example/zhengce/2026/content_1.htm?x=1", True),
        ("/zhengce/*content_*.htm$", "https://a.example/zhengce/2026/content_1.htm?x=1", False),
        ("/zhengce/*content_*.htm$", "https://a.example/zhengce/2026/content_1.htm", True),
        ("/a*a$", "https://a.example/a", False),
        ("/a$", "https://a.example/a", True),
        ("/a$", "https://a.example/ab", False),
        ("/details?id=", "https://a.example/details?id=1", True),
        ("/x\n\n/y", "https://a.example/y", True),
        ("/", "https://a.example", True),
    ],
)
def test_rules_say_which_links_count(rules, url, expected):
    assert links_that_count(rules).allow(url) is expected


@pytest.mark.parametrize(
    "text", ["", "/a*$", "news.example", "https://news.example/x\r\n/y", "本报.中国/新闻"]
)
def test_rules_are_accepted(text):
    validate_links(text)


@pytest.mark.parametrize("line", ["no host", "a_b!", "*.html", "gov.cn"])
def test_line_that_is_neither_host_nor_path_is_refused(line):
    with pytest.raises(ValidationError):
        validate_links(f"/fine\n{line}")


@given(st.text(alphabet="/ab*$.\n?", max_size=30), st.text(alphabet="ab/?#", max_size=12))
def test_any_rule_decides(rules, path):
    assert links_that_count(rules).allow(f"https://a.example/{path}") in (True, False)
