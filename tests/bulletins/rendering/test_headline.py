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
        ("前一 前二 后面的一句话", Headline(("前一 前二", "后面的一句话"), 10)),
    ],
)
def test_set_headline_breaks_by_sense_or_evenly(title, expected):
    assert set_headline(title, 10) == expected


def test_set_headline_keeps_words_whole_that_the_text_uses():
    text = "标准由三家医院提出。标准写明字段，医院照标准填报。"
    title = "三家示例医院合写的标准今年起全市使用"
    assert set_headline(title, 10).lines == (title,)
    assert set_headline(title, 10, text).lines == ("三家示例医院合写的", "标准今年起全市使用")
    assert set_headline("一二三四五六七的八九十标准一二三", 10, "的").lines[1][0] != "的"


def test_set_headline_breaks_by_sense_where_one_clause_is_longer_than_a_line():
    title = "“数据多走一步、患者少走一步” 示例医院一项检查标准体系研究助力跨省就诊信息共享"
    first, *others = set_headline(title, 18, "一步" * 3 + title).lines
    assert first == "“数据多走一步、患者少走一步”"
    assert len(others) == 2


@pytest.mark.parametrize(
    ("text", "width"),
    [("标题", 2), ("第2篇：各", 5.1), ("DRG付费", 4.5), ("甲 乙", 2.25), ("“《甲》”", 4)],
)
def test_ems_counts_what_stands_between_signs(text, width):
    assert ems(text) == pytest.approx(width)


@given(st.text(alphabet="中文标题 AI5G，", max_size=120), st.integers(5, 30), st.text("中文标题"))
def test_set_headline_never_exceeds_the_line_and_keeps_the_words(title, capacity, text):
    headline = set_headline(title, capacity, text)
    assert headline.width <= capacity
    assert "".join("".join(headline.lines).split()) == "".join(title.split())
    if len(headline.lines) > 1:
        assert all(ems(line) <= capacity for line in headline.lines)
