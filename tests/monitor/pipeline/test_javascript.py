from __future__ import annotations

import contextlib
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.pipeline.javascript import strings, value, variable


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("""write('<li>', "a\\"b", `c\nd`);""", ["<li>", 'a"b', "c\nd"]),
        (r"'\u6837\u{4f8b}\x41\n\/\q'", ["样例A\n/q"]),
        ("// 'no'\n/* \"no\" */ 'yes'", ["yes"]),
        ("'open\n'closed'", ["open", "closed"]),
        ("'\\u{ffffff}'", ["\ufffd"]),
        ("x = 1", []),
    ],
)
def test_strings_of_a_script(script, expected):
    assert list(strings(script)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"a": 1}] rest', [{"a": 1}]),
        ("{a: 1, 'b': [1.5, -2, 1e3,], $c: undefined, d: true,}", {
            "a": 1, "b": [1.5, -2, 1000.0], "$c": None, "d": True,
        }),
        ("{ /* why */ 标题: '样例', // end\n}", {"标题": "样例"}),
    ],
)  # fmt: skip
def test_data_as_scripts_write_them(text, expected):
    assert value(text) == expected


@pytest.mark.parametrize("text", ["", "]", "{", "[1", "{a: f()}", "[1}", "[" * 5000, "{a:" * 5000])
def test_what_is_no_data_is_refused(text):
    with pytest.raises(ValueError):
        value(text)


@pytest.mark.parametrize(
    "text",
    [
        "var rows = [1];",
        "window.rows=[1]",
        "new Page({total: 2, rows: [1]})",
        '{"rows" : [1]}',
        '<script type="application/json" id="rows">\n[1]</script>',
        "<script id=rows>[1]</script>",
        "var more_rows = [2], rows = 'x'; rows = [1]",
        "var rows = []; rows = [1]",
    ],
)
def test_variable_is_found_by_its_name(text):
    assert variable(text, "rows") == [1]


@pytest.mark.parametrize("text", ["", "rows", "rows = 5", "brows = [1]", "rows == [1]"])
def test_missing_variable_is_refused(text):
    with pytest.raises(ValueError):
        variable(text, "rows")


@pytest.mark.parametrize(
    "piece",
    [
        "<script" + " id=x" * 60 + " " * 100, "x    ", '"', "/*", "'\\", "[", "{", "[1,", "x=[",
        "<script ", "<script id=x ", "9", "[{a:'", "x = ", "{x:[1,",
    ],
)  # fmt: skip
def test_hostile_script_takes_no_time(piece):
    text = piece * (500_000 // len(piece))
    begun = time.process_time()
    for read in (lambda: list(strings(text)), lambda: value(text), lambda: variable(text, "x")):
        with contextlib.suppress(ValueError):
            read()
    assert time.process_time() - begun < 3


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@settings(max_examples=30)
@given(st.lists(_json, max_size=4), st.sampled_from(["", " ", "\n/* x */"]))
def test_json_is_read_as_json(data, before):
    text = json.dumps(data)
    assert variable(f"x ={text}", "x") == data
    assert list(strings(f"{before}{json.dumps(text)}")) == [text]


@given(st.text(alphabet="[]{}:,'\"\\/*a1.\n<>=u", max_size=40))
def test_any_script_gives_data_or_a_value_error(text):
    list(strings(text))
    for read in (lambda: value(text), lambda: variable(f"a=[{text}", "a")):
        with contextlib.suppress(ValueError):
            read()
