"""Expressions as editors write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline.expression import (
    And,
    ExpressionError,
    Field,
    Not,
    Or,
    Term,
    all_of,
    any_of,
    none_of,
    read,
    write,
)
from monitor.pipeline.expression.reading import DEEPEST, LONGEST

A, B, C = Term("甲"), Term("乙"), Term("丙")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("甲", A),
        ("甲 乙", And((A, B))),
        ("甲　乙\n丙", And((A, B, C))),
        ("甲 AND 乙 and 丙", And((A, B, C))),
        ("甲 且 乙 并且 丙", And((A, B, C))),
        ("甲 OR 乙 或 丙", Or((A, B, C))),
        ("甲 OR 乙 AND 丙", Or((A, And((B, C))))),
        ("（甲 或 乙） 丙", And((Or((A, B)), C))),
        ("(甲 OR 乙)AND 丙", And((Or((A, B)), C))),
        ("甲 NOT 乙", And((A, Not(B)))),
        ("甲 非（乙 或 丙）", And((A, Not(Or((B, C)))))),
        ("甲 且 非 非 乙", And((A, B))),
        ("“甲 乙”", Term("甲 乙")),
        ("「甲 乙」", Term("甲 乙")),
        ('"甲"乙', And((A, B))),
        ("“甲“", A),
        ("＂甲”＂", Term("甲”")),
        ('"甲""乙"', Term('甲"乙')),
        ('" 甲 "', A),
        ("标题:甲", Term("甲", Field.TITLE)),
        ("标题： 甲 乙", And((Term("甲", Field.TITLE), B))),
        ("Title:“甲”", Term("甲", Field.TITLE)),
        ("正文:(甲 OR 来源:乙)", Or((Term("甲", Field.TEXT), Term("乙", Field.OUTLET)))),
        ("标题:(甲 NOT 乙)", And((Term("甲", Field.TITLE), Not(Term("乙", Field.TITLE))))),
        ("非公立医院 或者 或许", Or((Term("非公立医院"), Term("或许")))),
        ("C++ 5G+智慧医疗 COVID-19", And((Term("C++"), Term("5G+智慧医疗"), Term("COVID-19")))),
        ('"and"', Term("and")),
        ("《甲》", Term("《甲》")),
    ],
)  # fmt: skip
def test_expression_is_read(written, expected):
    assert read(written) == expected


@pytest.mark.parametrize(
    ("written", "position", "problem"),
    [
        ("", 0, "A word is missing here."),
        (" \n", 2, "A word is missing here."),
        ("甲 OR", 4, "A word is missing here."),
        ("甲 AND OR 乙", 6, "A word is missing here."),
        ("NOT", 3, "A word is missing here."),
        ("()", 1, "A word is missing here."),
        ("标题:", 3, "A word is missing here."),
        ("标题:NOT 甲", 3, "A word is missing here."),
        ("(甲 OR 乙", 7, "A closing bracket is missing."),
        ("甲) 乙", 1, "This bracket closes nothing."),
        ("甲 “乙", 2, "These quotes are not closed."),
        ("甲 “ ”", 2, "There is nothing between these quotes."),
        ("医院(集团)", 2, "Put a blank before the bracket; if it belongs to the word,"
         " put the word in quotes."),
        ("甲、乙", 1, "“、” joins nothing. Write 且 (AND) or 或 (OR) between words; if it belongs"
         " to the word, put the word in quotes."),
        ("：甲", 0, "Before a colon stands the name of a field, without a blank: 标题, 正文 or"
         " 来源."),
        ("ICD:10", 0, "There is no field “ICD”, only 标题, 正文 and 来源. If the colon belongs to"
         " the word, put the word in quotes."),
    ],
)  # fmt: skip
def test_error_points_at_the_place(written, position, problem):
    with pytest.raises(ExpressionError) as caught:
        read(written)
    assert (caught.value.problem, caught.value.position) == (problem, position)


def test_message_shows_the_place():
    with pytest.raises(ExpressionError) as caught:
        read("电子病历 互联互通平台 医院) 招聘")
    assert str(caught.value) == (
        "At character 15 (联互通平台 医院▶) 招聘): This bracket closes nothing."
    )


@pytest.mark.parametrize("one", ["(", "NOT ", "标题:("])
def test_depth_is_bounded(one):
    inner = "甲" + ")" * DEEPEST * ("(" in one)
    assert read(one * DEEPEST + inner)
    with pytest.raises(ExpressionError, match="stand within each other"):
        read(one * 1000 + inner)


def test_length_is_bounded():
    with pytest.raises(ExpressionError, match="at most 10000 characters"):
        read("甲" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("(a OR b) c NOT d", "(a 或 b) 且 c 且 非 d"),
        ("NOT (a b)", "非 (a 且 b)"),
        ("标题:(“a b” OR or1)", '标题:"a b" 或 标题:or1'),
        ('"或" "ICD:10" "a""b"', '"或" 且 "ICD:10" 且 "a""b"'),
    ],
)
def test_normal_form_shows_how_it_was_read(written, normal):
    assert write(read(written)) == normal


_WORDS = st.text(min_size=1, max_size=8).map(str.strip).filter(bool)
_TERMS = st.builds(Term, _WORDS | st.sampled_from(["and", "或", "标题:", '"', "”"]),
                   st.sampled_from(Field))  # fmt: skip
_EXPRESSIONS = st.recursive(
    _TERMS,
    lambda part: (
        st.lists(part, min_size=1, max_size=4).map(all_of)
        | st.lists(part, min_size=1, max_size=4).map(any_of)
        | part.map(none_of)
    ),
    max_leaves=12,
)


@given(_EXPRESSIONS)
def test_written_expression_is_read_as_the_same(expression):
    assert read(write(expression)) == expression


def _position_of_error(written: str) -> int | None:
    try:
        read(written)
    except ExpressionError as error:
        return error.position
    return None


@given(st.text() | st.text(alphabet='甲 ()（）"“”:：标题或且非NOT、', max_size=60))
def test_any_text_is_read_or_refused_at_a_place_within_it(text):
    position = _position_of_error(text)
    if position is None:
        assert read(write(read(text))) == read(text)
    else:
        assert 0 <= position <= len(text)
