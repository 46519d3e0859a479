"""Confidence is what doubts leave."""

import pytest

from monitor.pipeline.extract import extract_page
from monitor.pipeline.extract.doubts import DOUBTS, LOW, confidence, titles_differ

FIRST = "这是测试用的第一段示例文字，说的是小学的热水，写得足够长，为的是有四十多个字，不至于太短。"


def doubts(body, head="<title>示例：水房里的热水</title>"):
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return extract_page(page.encode(), "https://www.example.com/a/1.html").doubts


def test_plain_page_raises_no_doubt():
    page = f"<h1>示例：水房里的热水</h1><p>2024-03-25 来源：示例报</p><div><p>{FIRST}</p></div>"
    assert doubts(page) == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>来源：示例报</p><div><p>{FIRST}</p></div>", "title-unconfirmed"),
        (f"<h1>示例：水房里的热水</h1><p>2024-03-25 来源：示例报 编辑：某某</p>"
         f"<div class=sidebar><p>{FIRST}</p></div>",
         "body-in-noise"),
        ("<h1>示例：水房里的热水</h1><p>来源：示例报</p><div><p>水房今天有热水，大家都来。</p></div>",
         "body-short"),
        (f"<h1>示例：水房里的热水</h1><div><p>{FIRST}</p></div>", "no-outlet"),
    ],
)  # fmt: skip
def test_what_is_odd_is_doubted(body, expected):
    assert doubts(body) == (expected,)


def test_confidence_counts_each_doubt_once_and_never_falls_below_nothing():
    assert confidence([]) == 100
    assert confidence(["no-outlet", "no-outlet"]) == 95
    assert confidence(DOUBTS) == 0
    assert confidence(["title-differs", "body-short"]) < LOW


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("示例市部署冬季医疗服务", "示例市部署冬季医疗服务保障工作", False),
        ("示例市部署冬季医疗…", "示例市部署冬季医疗服务保障工作", False),
        ("示例市部署冬季服务工作", "示例市部署冬季医疗服务保障工作", False),
        ("三所小学用上热水", "示例市部署冬季医疗服务保障工作", True),
        ("", "示例市部署冬季医疗服务保障工作", False),
    ],
)
def test_titles_differ_when_few_pairs_agree(one, other, differ):
    assert titles_differ(one, other) is differ
