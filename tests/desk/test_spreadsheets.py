"""Lists as CSV files."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.spreadsheets import cell, csv_file


def read(response) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_file_is_utf8_with_a_mark_and_keeps_every_character():
    rows: list[list[object]] = [["一", '引"号', "逗,号"], ["换\n行", None, 3]]
    response = csv_file("log", ["甲", "乙", "丙"], rows)
    assert response["Content-Disposition"] == 'attachment; filename="log.csv"'
    assert read(response) == [["甲", "乙", "丙"], ["一", '引"号', "逗,号"], ["换\n行", "", "3"]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_formulas_are_text(text):
    assert cell(text) == f"'{text}"


@given(st.text())
def test_no_cell_is_a_formula(text):
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell(text).removeprefix("'") == text.removeprefix("'")
