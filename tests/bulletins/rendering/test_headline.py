"""Titles over several lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletins.rendering.headline import Headline, ems, set_headline


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("短标题", Headline(("短标题",), 10)),
        ("前一句话不长 后一句话不长", Headline(("前一句话不长", "后一句话不长"), 10)),
        ("一个没有空格而又超过一行的标题", Headline(("一个没有空格而又超过一行的标题",), 9)),
        ("短 后面这一句话却长得一行放不下", Headline(("短 后面这一句话却长得一行放不下",), 9)),
        ("前一句不长：后一句也不长呀", Headline(("前一句不长：", "后一句也不长呀"), 10)),
        ("前一 前二 后面一句话", Headline(("前一 前二", "后面一句话"), 10)),
    ],
)
def test_set_headline_breaks_by_sense_or_evenly(title, expected):
    assert set_headline(title, 10) == expected


@given(st.text(alphabet="中文标题 AI5G，", max_size=120), st.integers(5, 30))
def test_set_headline_never_exceeds_the_line_and_keeps_the_words(title, capacity):
    headline = set_headline(title, capacity)
    assert headline.width <= capacity
    assert "".join("".join(headline.lines).split()) == "".join(title.split())
    if len(headline.lines) > 1:
        assert all(ems(line) <= capacity for line in headline.lines)
