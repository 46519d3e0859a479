"""The three boxes of words that topics once had become expressions of the same meaning."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest

from monitor.pipeline.expression import read, write

write_expressions = import_module("monitor.migrations.0009_relevance").write_expressions


def converted(must: str, any_of: str, no: str) -> str:
    topic = SimpleNamespace(
        must_words=must, any_words=any_of, not_words=no, expression="", save=lambda: None
    )
    model = SimpleNamespace(objects=SimpleNamespace(all=lambda: [topic]))
    write_expressions(SimpleNamespace(get_model=lambda *_names: model), None)
    return str(topic.expression)


@pytest.mark.parametrize(
    ("must", "any_of", "no", "expected"),
    [
        ("医院", "", "", "医院"),
        ("医院\n病历", "", "", "医院 且 病历"),
        ("", "一\r\n\n 二 ", "", "一 或 二"),
        ("医院", "一\n二", "招聘\n培训", "医院 且 (一 或 二) 且 非 招聘 且 非 培训"),
        ("", "一", "招聘", "一 且 非 招聘"),
        ("OR", '5G+\n说"好"\nEpic Systems', "", '"OR" 且 (5G+ 或 "说""好""" 或 "Epic Systems")'),
    ],
)
def test_boxes_become_an_expression(must, any_of, no, expected):
    assert write(read(converted(must, any_of, no))) == expected


def test_topic_without_words_has_no_expression():
    assert converted(" \n", "", "") == ""
