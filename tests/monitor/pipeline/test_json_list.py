from __future__ import annotations

import contextlib
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ParseError
from monitor.pipeline.extract.tree import MAX_CHARACTERS
from monitor.pipeline.feed_item import ToldItem
from monitor.pipeline.json_list import Paths, is_json, read_json_list


def read(data: object, **where: str) -> tuple[ToldItem, ...]:
    return read_json_list(json.dumps(data, ensure_ascii=False), Paths(**where))


def test_row_gives_what_its_paths_say():
    data = {"rows": [{"a": {"url": "/1"}, "t": ["样例"], "d": "2026-11-18", "s": 5}, "no row"]}
    (item,) = read(data, rows="rows", link="a.url", title="t", date="d", summary="s")
    assert item == ToldItem(("/1",), "样例", "5", (("2026-11-18", None),))


@pytest.mark.parametrize("data", [{"rows": []}, {"rows": None}, {"rows": [[], None]}])
def test_empty_list_is_no_error(data):
    assert read(data, rows="rows") == ()


def test_paths_have_defaults():
    (item,) = read([{"url": "/1", "title": "样例", "date": "2026-11-18"}])
    assert item == ToldItem(("/1",), "样例")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (1795053600, "2026-11-19T10:00:00+08:00"),
        ("1795053600", "2026-11-19T10:00:00+08:00"),
        (1795053600000, "2026-11-19T10:00:00+08:00"),
        (1795053600.5, "2026-11-19T10:00:00+08:00"),
        ("20261118", "2026-11-18"),
        ("20261118093000", "2026-11-18 09:30:00"),
        ("202611180930", "2026-11-18 09:30"),
        ("2026年11月18日", "2026年11月18日"),
        ("2026-11-18T09:30:00Z", "2026-11-18T09:30:00Z"),
        (12345, "12345"),
        ("9" * 5000, "9" * 100),
        (None, ""),
        ({}, ""),
    ],
)
def test_dates_of_machines_are_written_as_people_do(written, expected):
    (item,) = read([{"url": "/1", "d": written}], date="d")
    assert item.dates == ((expected, None),)


@pytest.mark.parametrize(
    ("text", "path", "reason"),
    [
        ('{"code": 1, "msg": "x"}', "a.b", "no list at “a.b”; at its top it has: code, msg"),
        ('{"data": null}', "data.list", "no list at “data.list”; at its top it has: data"),
        ('{"data": {"list": "none"}}', "data.list", "no list at “data.list”; at its top"),
        ("[]", "data", "a list without anything at “data”"),
        ('[{"id": 1, "name": "x"}]', "", "no link at “url”; the first one has: id, name"),
        ('{"data": [}', "data", "does not give JSON"),
        ("<html>captcha</html>", "", "The address does not give JSON."),
        ("<html>captcha</html>", "data.list", "the variable that “data.list” begins with"),
        ("[" * 100_000, "", "does not give JSON"),
        ("[" + " " * MAX_CHARACTERS + "]", "", "too large"),
        ("", "", "does not give JSON"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_is_said(text, path, reason):
    with pytest.raises(ParseError, match=reason.replace(".", r"\.")):
        read_json_list(text, Paths(path))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{}", True), (" [1]", True), ("back({})", True), ("/**/ a.b ([])", True), ("<p>", False),
     ("if (x) {}", False), ("", False), ("5", False)],
)  # fmt: skip
def test_json_is_known_by_its_beginning(text, expected):
    assert is_json(text) is expected


@pytest.mark.parametrize(
    "text", [" " * 2_000_000, "a(" * 500_000, "a" * 2_000_000, "/**/ " * 200_000]
)
def test_telling_json_takes_no_time(text):
    begun = time.process_time()
    assert not is_json(text)
    with contextlib.suppress(ParseError):
        read_json_list(text, Paths("a.b"))
    assert time.process_time() - begun < 2


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner),
)
_path = st.text(alphabet="abc.[]01{}", max_size=8)


@given(_json, _path, _path, _path)
def test_any_answer_gives_items_or_a_parse_error(data, rows, link, date):
    with contextlib.suppress(ParseError):
        read(data, rows=rows, link=link, title=date, date=date)


@given(st.text(alphabet='abc=:[]{}",()</>1', max_size=60), _path)
def test_any_text_gives_items_or_a_parse_error(text, path):
    with contextlib.suppress(ParseError):
        read_json_list(text, Paths(path))
