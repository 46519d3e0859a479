from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletins.numerals import issue_number_text, parse_issue_number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "第一期"),
        (10, "第一〇期"),
        (100, "第一〇〇期"),
        (428, "第四二八期"),
        (568, "第五六八期"),
        (1024, "第一〇二四期"),
    ],
)
def test_issue_number_text_is_digit_by_digit(number, text):
    assert issue_number_text(number) == text


@pytest.mark.parametrize("number", [0, -1])
def test_issue_number_text_refuses_what_is_no_number_of_an_issue(number):
    with pytest.raises(ValueError, match="at least 1"):
        issue_number_text(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("四二八", 428),
        ("四百二十八", 428),
        ("428", 428),
        ("４２８", 428),
        ("第四二八期", 428),
        ("（第五六八期）", 568),
        ("( 第 12 期 )", 12),
        ("一〇", 10),
        ("一零", 10),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零八", 108),
        ("一百一十", 110),
        ("一千零二十", 1020),
        ("一千〇一", 1001),
    ],
)
def test_parse_issue_number_reads_every_form(text, number):
    assert parse_issue_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "第期", "期", "零", "0", "-1", "十十", "百", "四百 二十八", "1.5", "甲"]
)
def test_parse_issue_number_refuses_anything_else(text):
    with pytest.raises(ValueError, match="not an issue number"):
        parse_issue_number(text)


@given(st.integers(min_value=1, max_value=10**9))
def test_parse_issue_number_reads_back_what_is_printed(number):
    assert parse_issue_number(issue_number_text(number)) == number


@given(st.text())
def test_parse_issue_number_gives_a_number_or_a_value_error(text):
    with suppress(ValueError):
        assert parse_issue_number(text) >= 1
