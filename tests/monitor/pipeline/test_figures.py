"""Figures: daily reports differ in them, reprints do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.figures import Figures, differ, differ_in_number, figures
from monitor.pipeline.fingerprint import bare_text

REPORT = "截至{day}日24时，示例市新增确诊病例{new}例，累计报告{total}例，治愈出院{cured}例。"


def report(**numbers: object) -> Figures:
    return figures(bare_text(REPORT.format(**numbers)))


FIRST = {"day": 3, "new": 12, "total": 1234, "cured": 87}


def test_figures_stand_under_the_words_around_them():
    assert figures("新增12例累计34例") == {("新增", "例"): {"12"}, ("#例累计"[-4:], "例"): {"34"}}


@pytest.mark.parametrize("unit", ["年", "月", "季", "例"])
def test_chinese_numerals_before_a_unit_are_figures(unit):
    assert figures(f"今年三{unit}") == {("今年", unit): {"三"}}


def test_other_days_report_differs():
    other = report(day=4, new=9, total=1243, cured=91)
    assert differ(report(**FIRST), other)
    assert differ(other, report(**FIRST))


def test_one_misprint_is_no_other_report():
    assert not differ(report(**FIRST), report(**FIRST | {"new": 21}))


def test_an_abridged_report_agrees_with_the_whole():
    assert not differ(report(**FIRST), figures("截至3日24时示例市新增确诊病例12例"))


def test_texts_without_common_places_do_not_differ():
    assert not differ(figures("耗资12万元"), figures("历时34天"))


@given(st.text(), st.text())
def test_differing_is_mutual(one, other):
    ours, theirs = figures(bare_text(one)), figures(bare_text(other))
    assert differ(ours, theirs) == differ(theirs, ours)
    assert not differ(ours, ours)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("示例通报第1号", "示例通报第8号"),
        ("示例周报第十二期", "示例周报第13期"),
        ("示例周报第二十期", "示例周报第二期"),
        ("11月3日示例市流感情况", "11月4日示例市流感情况"),
        ("二〇二五年示例市公报", "2026年示例市公报"),
    ],
)
def test_titles_of_two_numbers_differ_in_number(title, other):
    assert differ_in_number(title, other)
    assert differ_in_number(other, title)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("示例周报第十二期", "示例周报第12期"),
        ("示例周报第一百零三期", "示例周报第103期"),
        ("二〇二六年示例市公报", "2026年示例市公报"),
        ("示例通报第1号", "示例市示例通报第8号"),
        ("示例通报", "示例通报第8号"),
        ("", ""),
    ],
)
def test_other_titles_do_not_differ_in_number(title, other):
    assert not differ_in_number(title, other)


@given(st.text())
def test_no_title_differs_from_itself_in_number(title):
    assert not differ_in_number(bare_text(title), bare_text(title))


@given(st.integers(0, 10**6))
def test_arabic_numerals_of_any_length_have_their_value(number):
    assert not differ_in_number(f"第{number}号", f"第0{number}号")
    assert differ_in_number(f"第{number}号", f"第{number + 1}号")
