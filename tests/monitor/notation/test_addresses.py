from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from monitor.notation.addresses import (
    keyword_after,
    keywords_in,
    validate_keywords,
    validate_page_address,
    validate_query_address,
    with_page,
    with_query,
)


@pytest.mark.parametrize(
    ("charset", "expected"),
    [("utf-8", "https://s.example/?q=%E5%8C%BB%20A%26B"), ("gb18030", "https://s.example/?q=%D2%BD%20A%26B")],
)  # fmt: skip
def test_keyword_is_encoded_in_the_charset(charset, expected):
    assert with_query("https://s.example/?q={query}", "医 A&B", charset) == expected


def test_number_of_the_page_counts_from_one_or_from_zero():
    assert with_page("list_{page}.html", 2) == "list_2.html"
    assert with_page("index_{page-1}.html", 2) == "index_1.html"


def test_keywords_take_turns():
    words = keywords_in(" 电子病历 \r\n\n医保  码\n电子病历\n")
    assert words == ("电子病历", "医保 码")
    assert [keyword_after(words, last) for last in ("", "电子病历", "医保 码", "删去的")] == [
        "电子病历", "医保 码", "电子病历", "电子病历",
    ]  # fmt: skip
    assert keyword_after((), "电子病历") == ""


@pytest.mark.parametrize(
    "url", ["https://s.example/", "https://{query}.example/", "https://s.example"]
)
def test_search_needs_a_place_for_its_keyword(url):
    with pytest.raises(ValidationError, match=r"Put \{query"):
        validate_query_address(url)


@pytest.mark.parametrize("text", ["", " \n", "长" * 101, "\n".join(map(str, range(51)))])
def test_search_needs_a_few_keywords(text):
    with pytest.raises(ValidationError):
        validate_keywords(text)


def test_further_pages_need_a_place_for_their_number():
    validate_page_address("")
    validate_page_address("/list?page={page}")
    with pytest.raises(ValidationError, match=r"Put \{page"):
        validate_page_address("/list?page=2")
