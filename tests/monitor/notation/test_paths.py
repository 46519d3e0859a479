from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from monitor.notation.paths import (
    fill,
    leads_somewhere,
    text_at,
    validate_link,
    validate_path,
    values,
)

DATA = {
    "data": {"list": [{"id": 1}, {"id": 2}], "none": [], "null": None},
    "modules": [{"news": [{"id": 3}]}, {"ads": []}, {"news": [{"id": 4}, {"id": 5}]}],
    "a b": 1,
}


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("data.list", [1, 2]),
        ("data.list[]", [1, 2]),
        ("data.list[1]", [2]),
        ("data.list[9]", []),
        ("modules.news", [3, 4, 5]),
        ("modules[].news[]", [3, 4, 5]),
        ("modules[2].news[0]", [4]),
        ("data.none", []),
        ("nothing.at.all", []),
        ("data[0]", []),
    ],
)
def test_path_leads_to_the_rows(path, ids):
    assert [row["id"] for row in values(DATA, path)] == ids


def test_empty_path_is_the_answer_itself():
    assert values([{"id": 1}], "") == values([{"id": 1}], "[]") == [{"id": 1}]
    assert values({"id": 1}, "") == [{"id": 1}]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("data.list", True),
        ("data.none", True),
        ("", True),
        ("data.null", True),
        ("data.null.x", False),
        ("x", False),
    ],
)
def test_empty_list_is_told_from_none(path, expected):
    assert leads_somewhere(DATA, path) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a", "样例"), ("b", "1711670400"), ("c", "0.5"), ("d.e", "x"), ("f", "2"), ("g", ""),
     ("h", ""), ("i", ""), ("d", "")],
)  # fmt: skip
def test_words_and_numbers_are_text(path, expected):
    row = {
        "a": "样例",
        "b": 1711670400,
        "c": 0.5,
        "d": {"e": "x"},
        "f": [2, 3],
        "g": None,
        "h": True,
    }
    assert text_at(row, path) == expected


def test_address_is_filled_from_the_row():
    row = {"id": 7, "sub": {"path": "a/b c&d"}, "none": None}
    assert fill("/show?id={id}", row) == "/show?id=7"
    assert fill("https://a.example/{sub.path}/{id}", row) == "https://a.example/a/b%20c%26d/7"
    assert fill("/show?id={none}", row) == ""
    assert fill("/show?id={\ud800}", {"\ud800": "\ud800"}) == "/show?id=%3F"


@pytest.mark.parametrize(
    "path", ["", "[]", "data", "data.list", "a[].b[0].c", "[0].a", "数据.列表"]
)
def test_paths_are_accepted(path):
    validate_path(path)


@pytest.mark.parametrize("path", [".", "a..b", "a.", "a b", "a[x]", "a]", "{id}", "$.data[*]"])
def test_what_is_no_path_is_named(path):
    with pytest.raises(ValidationError, match="is not a path"):
        validate_path(path)


@pytest.mark.parametrize("link", ["url", "/show?id={id}", "https://a.example/{a.b}/{c}.html", ""])
def test_link_is_a_path_or_an_address_with_blanks(link):
    validate_link(link)


@pytest.mark.parametrize("link", ["/show?id={id", "/show?id={a b}", "/show?id=1", "{id}}"])
def test_half_a_blank_is_no_link(link):
    with pytest.raises(ValidationError):
        validate_link(link)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner),
)


@given(_json, st.text(alphabet="abc.[]01{}", max_size=12))
def test_any_path_leads_into_any_data(data, path):
    assert isinstance(values(data, path), list)
    assert isinstance(text_at(data, path), str)
    assert isinstance(fill(path, data), str)
