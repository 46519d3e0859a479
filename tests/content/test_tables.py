"""Tables: columns stay aligned whatever stands in the cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.tables import columns, table


def test_table_aligns_chinese_with_latin():
    assert table(["名称", "n"], [["卫生报", 7], ["Daily", 12]]) == (
        "名称     n\n"
        "──────  ──\n"
        "卫生报   7\n"
        "Daily   12"
    )  # fmt: skip


def test_table_without_rows_shows_its_headers():
    assert table(["a", "bc"], []) == "a  bc\n─  ──"


def test_table_leaves_none_empty():
    assert table(["n", "file"], [[None, "x"], [3, None]]).splitlines()[2:] == ["   x", "3"]


def test_table_lets_no_control_character_through():
    printed = table(["name"], [["\x1b[31mred\x07\n\ttwo\u202e lines"]])
    assert printed.splitlines()[2:] == ["[31mred two lines"]


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("第五期", 6), ("（〇）", 6), ("e\u0301", 1), ("ｱ", 1)]
)
def test_columns_counts_wide_characters_twice(text, width):
    assert columns(text) == width


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_table_starts_the_last_column_at_one_place(rows):
    lines = table(["first", "|"], [(first, "|") for first, _second in rows]).splitlines()
    assert len(lines) == len(rows) + 2
    assert len({columns(line.rpartition("|")[0]) for line in lines if line.endswith("|")}) == 1
