"""Rows in JSON: where they are, and what is in them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.discovery.json_rows import propose_paths
from monitor.pipeline.json_list import Paths
from tests.monitor.discovery.pages import TITLES


def rows(**more) -> list[dict[str, object]]:
    return [
        {"id": number, "title": title, "pic": f"/p/{number}.jpg", "url": f"/a/{number}.html",
         "summary": f"样例摘要：{title}的经过与下一步打算，详见正文。",
         "publishTime": f"2026-11-{18 - number} 09:30:00", **more}
        for number, title in enumerate(TITLES)
    ]  # fmt: skip


def test_rows_are_found_with_link_title_and_date():
    answer = json.dumps({"code": 0, "data": {"total": 6, "list": rows()}}, ensure_ascii=False)
    expected = Paths("data.list", link="url", title="title", date="publishTime")
    assert propose_paths(answer) == [expected]
    assert propose_paths(f"callback({answer});") == [expected]


def test_list_at_the_top_has_no_path():
    (paths,) = propose_paths(json.dumps(rows(publishTime=1_700_000_000)))
    assert (paths.rows, paths.date) == ("", "publishTime")


def test_the_longer_of_several_lists_comes_first():
    answer = {"top": rows()[:3], "data": rows(), "menu": [{"name": "首页", "url": "/"}] * 9}
    assert [paths.rows for paths in propose_paths(json.dumps(answer))] == ["data", "top"]


@pytest.mark.parametrize(
    "text",
    ["", "<html></html>", "{", "[]", "[1, 2, 3]", '{"data": {"list": []}}', "[" * 10_000,
     json.dumps([{"id": 1, "title": "没有链接的样例标题"}] * 5)],
)  # fmt: skip
def test_what_holds_no_rows_gets_no_proposal(text):
    assert propose_paths(text) == []


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: (
    st.lists(inner) | st.dictionaries(st.text(), inner)), max_leaves=30))  # fmt: skip
def test_any_json_is_borne(data):
    propose_paths(json.dumps(data))
