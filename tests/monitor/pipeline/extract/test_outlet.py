"""The outlet as pages name it: labelled, beside the date, in a box of its own, or not at all."""

import pytest
from lxml import html

from monitor.pipeline.extract.metadata import Metadata
from monitor.pipeline.extract.outlet import find_outlet, labelled
from monitor.pipeline.extract.reading import read_blocks

NOTHING = Metadata({}, ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("来源：示例日报", "示例日报"),
        ("来源: 示例日报 作者：某某", "示例日报"),
        ("2024-03-05 08:30 稿源：示例社 编辑：某某", "示例社"),
        ("文章来源：《示例日报》", "示例日报"),
        ("（来源：示例网）", "示例网"),
        ("来 源：示例台责任编辑：某某", "示例台"),
        ("本文来源于示例统计局 2024-03-05", "示例统计局"),
        ("发表于2024-03-05| 来源CSDN| 0 条评论", "CSDN"),
        ("信息来源：示例研究院、示例学院等", "示例研究院、示例学院等"),
        ("来源：2024-03-05", ""),
        ("能源价格上涨", ""),
    ],
)
def test_labelled_gives_the_name_alone(text, name):
    assert labelled(text) == name


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("<p>2024-03-05 08:30 示例晚报</p>", "示例晚报"),
        ("<p>示例晚报<span>2024-03-05</span>08:30</p>", "示例晚报"),
        ("<p>原创 示例晚报 2024-03-05 08:30:11</p>", "示例晚报"),
        ("<p>2024-03-05·示例晚报 来自某地</p>", "示例晚报"),
        ("<div><p>某某/示例晚报</p><p>2024-03-05</p></div>", "示例晚报"),
        ("<div class=author-name>示例晚报</div><p>发布时间：03-05</p>", "示例晚报"),
        ("<p>来源：</p><p><a href=/>示例晚报</a></p>", "示例晚报"),
        ("<p>2024-03-05 08:30 浏览：102 字号：大 中 小 分享</p>", ""),
    ],
)
def test_find_outlet_reads_bylines_without_label(byline, name):
    blocks, _ = read_blocks(html.document_fromstring(f"<body>{byline}</body>"), "")
    assert find_outlet(blocks, [], NOTHING, "").value == name


def test_find_outlet_turns_to_the_end_of_the_article_then_to_meta_then_to_the_title():
    meta = Metadata({"source": "示例元报"}, ())
    end = "本文来源：示例晚报 责任编辑：某某"
    assert find_outlet([], [end], meta, "标题_示例网") == ("示例晚报", "end-line")
    assert find_outlet([], [], meta, "标题_示例网") == ("示例元报", "metadata")
    assert find_outlet([], [], NOTHING, "标题_国内_示例网") == ("示例网", "site")
    assert find_outlet([], [], NOTHING, "标题") == ("", "")


def test_a_person_beside_the_date_is_no_outlet():
    blocks, _ = read_blocks(html.document_fromstring("<p>2024-03-05 张小明</p>"), "")
    site = Metadata({"og:site_name": "示例晚报"}, ())
    assert find_outlet(blocks, [], site, "") == ("示例晚报", "site")
