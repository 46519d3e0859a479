"""Articles that a page keeps for its scripts; and what only looks like one."""

import json

import pytest
from lxml import html

from monitor.pipeline.extract.hidden import reveal

TEXT = "示例市三家医院实现检查结果互认，医生看得到病人的病历。" * 4
ARTICLE = {"title": "示例：水房里的热水", "content": f"<p>{TEXT}</p>"}


def shown(content):
    root = html.document_fromstring(f"<html><body>{content}</body></html>")
    body = root.find("body")
    assert body is not None
    return body.text_content() if reveal(root) else ""


@pytest.mark.parametrize(
    "body",
    [
        f"<textarea>&lt;p>{TEXT}&lt;/p></textarea>",
        f"<template><p>{TEXT}</p></template>",
        f'<script type="text/template"><p>{TEXT}</p></script>',
        f'<script type="application/json">{json.dumps(ARTICLE)}</script>',
        f"<script>window.__STATE__ = {json.dumps([ARTICLE, {}])[1:-1]}</script>",
        f"<script>var state = {{article: {{title: '甲', content: '{TEXT}'}}}};</script>",
        f"<script>x = JSON.parse({json.dumps(json.dumps(ARTICLE))})</script>",
    ],
)
def test_text_is_shown(body):
    assert TEXT in shown(body)


@pytest.mark.parametrize(
    "body",
    [
        "<textarea>请写下您的评论</textarea>",
        f'<script type="text/template"><p>{{{{ text }}}} {TEXT}</p></script>',
        f"<script>// {TEXT}\nvar x = 1;</script>",
        f"<script>var x = {{other: '{TEXT}'}}</script>",
        '<script type="application/json">{"content": </script>',
        "<p>没有脚本</p>",
    ],
)
def test_other_things_are_left_alone(body):
    assert shown(body) == ""


def test_title_outlet_and_time_are_found_around_the_text():
    state = {
        "doc": {
            "title": "示例：水房里的热水", "source": {"name": "示例报"}, "publishTime": 1711330200,
            "parts": [{"data": TEXT}],
        },
    }  # fmt: skip
    page = shown(f"<script>var doc = {json.dumps(state)}</script>")
    assert "示例：水房里的热水2024-03-25 09:30 来源：示例报" in page
